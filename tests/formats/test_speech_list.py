from plenaria.formats.speech_list import SpeechLine, write_speeches


def test_a_row_for_each_speech_and_no_formula() -> None:
    line = SpeechLine(
        point=4,
        began="2026-05-09T16:03:00+02:00",
        ended="",
        seat=7,
        name="=Ann",
        delegation="North, east",
        form="speech",
        seconds=0,
        limit=180,
        ended_by="",
    )
    assert write_speeches([line]).decode() == (
        "\ufeffpoint,began,ended,seat,name,delegation,form,seconds,limit,ended_by\r\n"
        '4,2026-05-09T16:03:00+02:00,,7,\'=Ann,"North, east",speech,0,180,\r\n'
    )
