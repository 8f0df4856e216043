"""The rows of Plenaria, one file for each capability."""

from plenaria.store.models.addresses import FormerAddress
from plenaria.store.models.amendments import Amendment
from plenaria.store.models.api_tokens import ApiToken
from plenaria.store.models.bodies import Body, Membership, Party, Person
from plenaria.store.models.commitments import (
    Commitment,
    DroppedCommitment,
    Evidence,
    Implementing,
    Milestone,
    Programme,
    Update,
)
from plenaria.store.models.correspondence import Dispatch, OutboxMail, PublicationRecord
from plenaria.store.models.corrigenda import Corrigendum, CorrigendumFile
from plenaria.store.models.criteria import Criterion
from plenaria.store.models.elections import PaperCount
from plenaria.store.models.incoming import IncomingMail, Mailbox, MailKeeping
from plenaria.store.models.item_files import ItemFile
from plenaria.store.models.journal import CheckpointNote, Head, Leaf, Node, PersonalField
from plenaria.store.models.letters import Answer, AnswerFile, LetterBook, LetterEvent, LetterTemplate
from plenaria.store.models.meetings import AgendaItem, Credential, Meeting, Presence, Proxy
from plenaria.store.models.minutes import Minutes, MinutesFile, MinutesWords
from plenaria.store.models.nominations import Nomination, NominationFile
from plenaria.store.models.papers import CitationChoice, Paper
from plenaria.store.models.polls import HandCount, Poll, Question, RollSeat, Vote
from plenaria.store.models.publication import Consent, PublicationRule
from plenaria.store.models.register import Passage, Reference
from plenaria.store.models.reminders import Digest
from plenaria.store.models.reports import Report, ReportSection
from plenaria.store.models.resolutions import Clause, Resolution, StoredFile, TextVersion
from plenaria.store.models.seals import Document, Seal
from plenaria.store.models.seat_links import SeatLink
from plenaria.store.models.secret import CountedBallot, HasVoted, SealedBallot
from plenaria.store.models.speakers import Speaker, SpeakerList
from plenaria.store.models.subjects import Subject, SubjectMark
from plenaria.store.models.users import User
from plenaria.store.models.validity import Effect

__all__ = [
    "AgendaItem",
    "Amendment",
    "Answer",
    "AnswerFile",
    "ApiToken",
    "Body",
    "CheckpointNote",
    "CitationChoice",
    "Clause",
    "Commitment",
    "Consent",
    "Corrigendum",
    "CorrigendumFile",
    "CountedBallot",
    "Credential",
    "Criterion",
    "Digest",
    "Dispatch",
    "Document",
    "DroppedCommitment",
    "Effect",
    "Evidence",
    "FormerAddress",
    "HandCount",
    "HasVoted",
    "Head",
    "Implementing",
    "IncomingMail",
    "ItemFile",
    "Leaf",
    "LetterBook",
    "LetterEvent",
    "LetterTemplate",
    "MailKeeping",
    "Mailbox",
    "Meeting",
    "Membership",
    "Milestone",
    "Minutes",
    "MinutesFile",
    "MinutesWords",
    "Node",
    "Nomination",
    "NominationFile",
    "OutboxMail",
    "Paper",
    "PaperCount",
    "Party",
    "Passage",
    "Person",
    "PersonalField",
    "Poll",
    "Presence",
    "Programme",
    "Proxy",
    "PublicationRecord",
    "PublicationRule",
    "Question",
    "Reference",
    "Report",
    "ReportSection",
    "Resolution",
    "RollSeat",
    "Seal",
    "SealedBallot",
    "SeatLink",
    "Speaker",
    "SpeakerList",
    "StoredFile",
    "Subject",
    "SubjectMark",
    "TextVersion",
    "Update",
    "User",
    "Vote",
]
