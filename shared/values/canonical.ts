/**
 * Canonical JSON (RFC 8785, JCS): the one text of a value, so that its hash can be computed again by another program.
 * Members are sorted by UTF-16 code units and undefined ones dropped, as JSON does; what JSON would silently change
 * (undefined in an array, NaN, dates, maps, lone surrogates) is refused, because a hash must cover what was meant.
 */

/** TypeError for a value that JSON cannot carry unchanged. */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`no JSON for the number ${value}`);
      return JSON.stringify(value);
    case 'string':
      return textOf(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? arrayOf(value) : objectOf(value);
    default:
      throw new TypeError(`no JSON for a value of type ${typeof value}`);
  }
}

function textOf(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('no JSON for a text with a lone surrogate');
  // JSON.stringify escapes exactly what RFC 8785 section 3.2.2.2 asks for.
  return JSON.stringify(text);
}

function arrayOf(items: readonly unknown[]): string {
  // Array.from visits holes as undefined, which is refused; map would skip them.
  return `[${Array.from(items, canonicalJson).join(',')}]`;
}

function objectOf(record: object): string {
  const prototype: unknown = Object.getPrototypeOf(record);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new TypeError(`no JSON for an object of class ${record.constructor.name}`);
  }
  const members = Object.entries(record)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${textOf(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
