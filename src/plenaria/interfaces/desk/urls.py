"""The addresses of this interface."""

from django.urls import URLPattern, URLResolver

from plenaria.interfaces.desk import (
    addresses,
    adoption,
    agenda,
    amendments,
    badges,
    board_acts,
    boards,
    bodies,
    calendars,
    commitment_details,
    commitments,
    consents,
    corrigenda,
    credentials,
    criteria,
    dispatches,
    door,
    elections,
    habits,
    home,
    incoming,
    item_files,
    letter_list,
    letter_words,
    letters,
    mailed,
    mandates,
    meetings,
    minutes,
    minutes_approval,
    nomination_checks,
    nominations,
    one_tap,
    paper_look,
    papers,
    parties,
    people,
    plans,
    programmes,
    proxies,
    publication,
    publications,
    remote,
    reports,
    rules,
    speakers,
    standing_criteria,
    subjects,
    text_citations,
    text_download,
    text_edit,
    text_import,
    text_parts,
    texts,
    tokens,
    validity,
    votes,
)

urlpatterns: list[URLPattern | URLResolver] = []
urlpatterns += home.urlpatterns
urlpatterns += meetings.urlpatterns
urlpatterns += agenda.urlpatterns
urlpatterns += item_files.urlpatterns
urlpatterns += criteria.urlpatterns
urlpatterns += standing_criteria.urlpatterns
urlpatterns += remote.urlpatterns
urlpatterns += credentials.urlpatterns
urlpatterns += door.urlpatterns
urlpatterns += badges.urlpatterns
urlpatterns += proxies.urlpatterns
urlpatterns += elections.urlpatterns
urlpatterns += plans.urlpatterns
urlpatterns += boards.urlpatterns
urlpatterns += board_acts.urlpatterns
urlpatterns += votes.urlpatterns
urlpatterns += minutes.urlpatterns
urlpatterns += reports.urlpatterns
urlpatterns += programmes.urlpatterns
urlpatterns += minutes_approval.urlpatterns
urlpatterns += speakers.urlpatterns
urlpatterns += commitments.urlpatterns
urlpatterns += calendars.urlpatterns
urlpatterns += commitment_details.urlpatterns
urlpatterns += dispatches.urlpatterns
urlpatterns += letters.urlpatterns
urlpatterns += letter_list.urlpatterns
urlpatterns += incoming.urlpatterns
urlpatterns += letter_words.urlpatterns
urlpatterns += parties.urlpatterns
urlpatterns += mailed.urlpatterns
urlpatterns += one_tap.urlpatterns
urlpatterns += habits.urlpatterns
urlpatterns += rules.urlpatterns
urlpatterns += publication.urlpatterns
urlpatterns += consents.urlpatterns
urlpatterns += publications.urlpatterns
urlpatterns += addresses.urlpatterns
urlpatterns += corrigenda.urlpatterns
urlpatterns += subjects.urlpatterns
urlpatterns += texts.urlpatterns
urlpatterns += text_import.urlpatterns
urlpatterns += text_citations.urlpatterns
urlpatterns += text_download.urlpatterns
urlpatterns += text_edit.urlpatterns
urlpatterns += text_parts.urlpatterns
urlpatterns += adoption.urlpatterns
urlpatterns += amendments.urlpatterns
urlpatterns += validity.urlpatterns
urlpatterns += nomination_checks.urlpatterns
urlpatterns += mandates.urlpatterns
urlpatterns += nominations.urlpatterns
urlpatterns += bodies.urlpatterns
urlpatterns += papers.urlpatterns
urlpatterns += paper_look.urlpatterns
urlpatterns += people.urlpatterns
urlpatterns += tokens.urlpatterns
