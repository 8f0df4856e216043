"""The sentence of every refusal of the API and its tokens (see ``refusals``)."""

from plenaria.phrases.catalogue import N_

SENTENCES: dict[str, str] = {
    # Tokens.
    "scope-missing": N_("A token must be good for something. Nothing was made. Choose at least one right."),
    "scope-unknown": N_("There is no right called “{scope}”. Nothing was made."),
    "token-days-unfit": N_("A token ends after today and within {limit} days. Nothing was made. Choose another day."),
    "token-name-missing": N_("A token needs a name that says what it is for. Nothing was made."),
    "token-revoked": N_("This token was revoked already. Nothing was changed."),
    "token-unknown": N_("There is no such token. Nothing was changed."),
    # Requests.
    "api-body-unfit": N_("What was sent does not fit the description of this address. Nothing was stored."),
    "api-body-unreadable": N_("What was sent is no JSON in UTF-8. Nothing was stored."),
    "api-media-type": N_("This address takes application/json. Nothing was stored."),
    "api-method": N_("This address cannot be asked in this way. What it takes is named in Allow."),
    "api-not-acceptable": N_("This address answers in application/json only."),
    "api-not-found": N_("There is nothing at this address, or nothing that may be seen with this token."),
    "api-parameter-unfit": N_("The parameter {name} cannot be understood. See the description of this address."),
    "api-parameter-unknown": N_("There is no parameter {name} here. See the description of this address."),
    "api-scope": N_("This needs a token with the right {scope}."),
    "api-token-invalid": N_("This token is not known, was revoked, or has expired."),
    "api-token-needed": N_("This address needs a token with the right {scope}."),
    "api-too-large": N_("No more than {limit} bytes can be sent here. Nothing was stored."),
    "api-too-many": N_("There were too many requests. Ask again in {seconds} s."),
}
