"""``plenaria read --json``: the keys of the contract, always all of them."""

import json

from plenaria.core.text.contract import to_data
from plenaria.core.text.resolution import Resolution

from .papers import read_paper


def test_every_key_is_there_also_of_an_empty_paper() -> None:
    assert to_data(Resolution(language="en", title="On halls")) == {
        "language": "en",
        "title": "On halls",
        "number": None,
        "date": None,
        "place": None,
        "body": None,
        "letterhead": [],
        "recitals": [],
        "clauses": [],
        "adoption": None,
        "signatures": [],
        "dispatch": [],
        "furniture": [],
        "unplaced": [],
        "warnings": [],
    }


def test_a_paper_in_the_form_of_the_contract() -> None:
    data = json.loads(json.dumps(to_data(read_paper("en"))))
    assert data["adoption"] == {
        "text": "Adopted by show of hands by 41 votes to 3, with 2 abstentions.",
        "method": "show of hands",
        "result": "majority",
        "for": 41,
        "against": 3,
        "abstain": 2,
    }
    assert data["recitals"][1]["citations"] == [
        {
            "text": "decision 2023/6 of the Regional Chess Council of 25 April 2023",
            "body": "Regional Chess Council",
            "number": "2023/6",
            "date": "2023-04-25",
        }
    ]
    assert data["clauses"][13] == {
        "id": "c14",
        "number": "14",
        "level": 1,
        "text": "Decides to organise a seminar for arbiters on 5 October 2024 in Whitcombe.",
        "kind": "event",
        "also": [],
        "verb": "Decides",
        "parties": [],
        "people": [],
        "places": ["Whitcombe"],
        "links": [],
        "dates": [["2024-10-05", "2024-10-05"]],
        "citations": [],
        "children": [],
    }
    assert data["clauses"][5]["text"].endswith("prepare:\nThe drafts are due by 30 September 2024.")
    assert [child["id"] for child in data["clauses"][5]["children"]] == ["c6.1", "c6.2", "c6.3"]
