// A ballot paper that ranks: a tap on a name gives it the next free place, a second tap takes it away again.
// Without this the places are chosen in the fields.

document.addEventListener("click", (event) => {
  const label = event.target.closest("label[data-rank]");
  if (!label) return;
  const field = document.getElementById(label.htmlFor);
  event.preventDefault();
  const fields = Array.from(field.form.querySelectorAll(".rank select"));
  if (field.value) {
    const left = Number(field.value);
    const shared = fields.some((each) => each !== field && each.value === field.value);
    field.value = "";
    // Those behind move up, unless somebody else keeps the place.
    if (!shared) for (const each of fields) if (Number(each.value) > left) each.value = String(Number(each.value) - 1);
  } else {
    field.value = String(Math.max(0, ...fields.map((each) => Number(each.value))) + 1);
  }
  field.focus();
});
