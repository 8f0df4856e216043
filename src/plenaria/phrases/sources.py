"""Where the voting rules to start from come from, for every language: the words of ``Preset.source``."""

from plenaria.phrases.catalogue import N_

SOURCES = (
    N_("United Nations, Rules of Procedure of the General Assembly (A/520/Rev.20), rules 67, 82, 85–89 and 95"),
    N_("United Nations, Rules of Procedure of the General Assembly (A/520/Rev.20), rules 67, 83, 84 and 86"),
    N_("Robert's Rules of Order Newly Revised, 12th edition (2020), 27, 40:2, 44:1 and 44:12"),
    N_("Robert's Rules of Order Newly Revised, 12th edition (2020), 44:3"),
    N_("Civil Code of Peru (Legislative Decree 295), articles 87 and 88 (text of LP Derecho as of Law 32228, 2025)"),
    N_("Civil Code of the Russian Federation, article 181.2, paragraphs 1 and 1.1 (text as shown by zakonrf.info)"),
    N_(
        "Spanish Organic Law 1/2002 on the right of association, article 12 (BOE-A-2002-5852, text as shown by "
        "knowledgecake.org)"
    ),
)
