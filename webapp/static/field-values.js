// Reading and writing a field by name, whatever kind it is: a text, one of several, several of many.

const named = (form, name) => [...form.elements].filter((field) => field.name === name);

export const has = (form, name) => named(form, name).length > 0;

export const value = (form, name) => {
  const fields = named(form, name);
  if (fields[0].type === "radio") return fields.find((field) => field.checked)?.value ?? "";
  if (fields[0].type === "checkbox") return fields.filter((f) => f.checked).map((f) => f.value);
  return fields[0].value;
};

export const fill = (form, name, kept) => {
  for (const field of named(form, name)) {
    if (["radio", "checkbox"].includes(field.type)) field.checked = [kept].flat().includes(field.value);
    else field.value = kept;
  }
};
