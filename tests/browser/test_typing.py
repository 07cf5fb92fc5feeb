"""What is typed is not lost, and a page works without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.site import Site
from tests.browser.watching import at_work
from tests.examples import Examples

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_draft__what_was_typed_is_offered_again_and_thrown_away_when_told(furnished: tuple[Site, Examples]) -> None:
    site, of = furnished
    page = site.as_account(of.cast.accounts["clerk"]).page
    page.goto(f"{site.base}/feedback/")
    at_work(page)
    page.fill("[name=text]", "月报里的人数系统里都有")

    page.goto(f"{site.base}/account/")
    page.goto(f"{site.base}/feedback/")
    page.get_by_role("button", name="接着写").click()
    expect(page.locator("[name=text]")).to_have_value("月报里的人数系统里都有")

    page.reload()
    page.get_by_role("button", name="不要了").click()
    page.reload()
    at_work(page)
    expect(page.get_by_role("button", name="接着写")).to_have_count(0)


def test_when__a_kind_asks_its_own_and_what_is_not_asked_is_not_sent(furnished: tuple[Site, Examples]) -> None:
    site, of = furnished
    page = site.as_account(of.cast.accounts["member"]).page
    page.goto(f"{site.base}/teams/{of.cast.team.pk}/note/")
    at_work(page)
    purposes, homes = page.locator("[data-zc-when='kind:meeting']"), page.locator("#id_households")
    expect(purposes).to_be_hidden()
    expect(homes).to_be_visible()

    page.check("#id_kind_meeting")

    expect(purposes).to_be_visible()
    expect(homes).to_be_hidden()
    expect(page.locator("#id_more_households")).to_be_disabled()


SILENCE = """
window.MediaRecorder = class extends EventTarget {
  constructor() { super(); this.mimeType = "audio/webm"; }
  start() {}
  stop() {
    this.dispatchEvent(Object.assign(new Event("dataavailable"), { data: new Blob(["sound"]) }));
    this.dispatchEvent(new Event("stop"));
  }
};
const media = { getUserMedia: async () => ({ getTracks: () => [] }) };
Object.defineProperty(navigator, "mediaDevices", { value: media });
"""


def test_voice__a_press_records_and_the_next_one_keeps_it(furnished: tuple[Site, Examples]) -> None:
    site, of = furnished
    page = site.as_account(of.cast.accounts["member"]).page
    page.add_init_script(SILENCE)
    page.goto(f"{site.base}/teams/{of.cast.team.pk}/note/")
    at_work(page)
    button = page.locator("[data-zc-voice] button")

    button.click()
    expect(button).to_contain_text("再按一下停")
    button.click()

    expect(button).to_contain_text(re.compile(r"录了 \d+ 秒"))  # which a slow machine makes more than one
    assert page.evaluate("document.getElementById('id_recording').files[0].size") == 5


def test_without_scripts_a_list_is_filtered_and_a_form_is_sent(furnished: tuple[Site, Examples]) -> None:
    site, of = furnished
    page = site.as_account(of.cast.accounts["officer"], java_script_enabled=False).page
    page.goto(f"{site.base}/feedback/given/")
    page.locator("nav.views a", has_text="待答复").click()
    expect(page).to_have_url(re.compile(r"\?view=given$"))

    page.locator("tbody a").first.click()
    page.fill("[name=answer]", "下个月起不用再报")
    page.locator("main form button.main").click()
    expect(page.locator("main, .saved").first).to_contain_text("已答复")


DROP = """
(place) => {
  const carried = new DataTransfer();
  carried.items.add(new File(["姓名\\n周文清"], "花名册.csv", {type: "text/csv"}));
  for (const name of ["dragover", "drop"]) {
    place.dispatchEvent(new DragEvent(name, {dataTransfer: carried, bubbles: true, cancelable: true}));
  }
}
"""


def test_file__one_that_is_dropped_is_named_and_goes_with_the_form(furnished: tuple[Site, Examples]) -> None:
    site, of = furnished
    page = site.as_account(of.cast.accounts["officer"]).page
    page.goto(f"{site.base}/imports/")
    at_work(page)
    place = page.locator("[data-zc-file]")
    expect(place.locator("[data-zc-file-hint]")).to_be_visible()

    place.evaluate(DROP)

    expect(place.locator("label b")).to_have_text("花名册.csv")
    assert place.locator("input[type=file]").evaluate("field => field.files.length") == 1


def test_numbers__one_is_put_in_by_words_and_is_not_typed_over(furnished: tuple[Site, Examples]) -> None:
    site, of = furnished
    draft = of.named("reports.draft")
    page = site.as_account(of.cast.accounts["clerk"]).page
    page.goto(f"{site.base}/drafts/{draft.pk}/revise/")
    at_work(page)
    sheet, field = page.locator(".sheet"), page.locator("[name=text]")
    before = field.input_value()

    sheet.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("另有#驻村队员")
    expect(page.locator(".choices-found [data-slot]").first).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type("名。")
    page.keyboard.press("Enter")
    page.keyboard.type("完")

    expect(field).to_have_value(before + "另有{dispatch.members}名。\n完")
    chip = sheet.locator("[data-token]").last
    assert chip.get_attribute("contenteditable") == "false"
    expect(chip).to_have_text(re.compile(r"^\d+$"))
