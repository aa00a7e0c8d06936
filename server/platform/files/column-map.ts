/**
 * Titles of a file → fields of a form. Offices write the same column in many ways: either language, full or half
 * width, with spaces, a star for "must", other letters' case; all of these are the same title.
 */
import type { Text } from '../../../shared/text.ts';
import type { TableRow } from './table-file.ts';

export interface FileField {
  readonly field: string;
  readonly title: Text;
  readonly aliases?: readonly string[];
  /** Without such a column the file cannot be used. */
  readonly required?: boolean;
}

export interface ColumnMap {
  /** Column title as it stands in the file → field. */
  readonly fields: ReadonlyMap<string, string>;
  readonly missing: readonly FileField[];
  /** Columns that no field asks for; they are not read. */
  readonly unknown: readonly string[];
  /** Fields that more than one column claims; none of them is read. */
  readonly doubled: readonly { readonly field: FileField; readonly columns: readonly string[] }[];
}

/** Half width, lower case, without spaces, stars and a colon at the end. */
export const titleKey = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*]+/g, '')
    .replace(/:$/, '');

export function mapColumns(columns: readonly string[], fields: readonly FileField[]): ColumnMap {
  const byKey = new Map<string, FileField>();
  for (const field of fields) {
    for (const name of [field.title.zh, field.title.en, field.field, ...(field.aliases ?? [])]) {
      const key = titleKey(name);
      if (!byKey.has(key)) byKey.set(key, field);
    }
  }
  const claims = new Map<FileField, string[]>();
  const unknown: string[] = [];
  for (const column of columns) {
    const field = byKey.get(titleKey(column));
    if (field) claims.set(field, [...(claims.get(field) ?? []), column]);
    else unknown.push(column);
  }
  const single = [...claims].filter(([, claimed]) => claimed.length === 1);
  return {
    fields: new Map(single.map(([field, claimed]) => [claimed[0]!, field.field])),
    missing: fields.filter((field) => field.required && !claims.has(field)),
    unknown,
    doubled: [...claims]
      .filter(([, claimed]) => claimed.length > 1)
      .map(([field, claimed]) => ({ field, columns: claimed })),
  };
}

/** The same rows with cells by field; what no field asks for is dropped. */
export function rowsByField(rows: readonly TableRow[], map: ColumnMap): TableRow[] {
  return rows.map(({ line, cells }) => {
    const byField: Record<string, string> = Object.create(null);
    for (const [column, field] of map.fields) byField[field] = cells[column] ?? '';
    return { line, cells: byField };
  });
}
