/** An element with a class and children; text is never read as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K, className = '', ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const created = document.createElement(name);
  if (className) created.className = className;
  created.append(...children);
  return created;
}

export function byId<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

/** A JSON text that can be opened. */
export function jsonDetails(summary: (Node | string)[], value: unknown, label: string): HTMLDetailsElement {
  const text = element('pre', '', JSON.stringify(value, undefined, 2));
  text.tabIndex = 0;
  text.setAttribute('role', 'region');
  text.setAttribute('aria-label', label);
  return element('details', '', element('summary', '', ...summary), text);
}

export function timeOf(instant: string | number): HTMLTimeElement {
  const date = new Date(instant);
  const time = element('time', '', date.toLocaleTimeString(undefined, { hour12: false }));
  time.dateTime = date.toISOString();
  return time;
}
