/**
 * What a table handed in by a person (CSV or XLSX) looks like after reading, and its limits.
 * Nothing is thrown for what a person's file may contain: whatever cannot be used is a problem with its line.
 * A row that has a problem is not among `rows`. Line 0 stands for the file as a whole.
 */
import type { Text } from '../../../shared/text.ts';

export interface TableRow {
  /** Line of the file (CSV: the physical line the record starts on) or row of the sheet, counted from 1. */
  readonly line: number;
  /** By column title; every column is present, an empty cell is ''. Without a prototype. */
  readonly cells: Record<string, string>;
}

export interface TableProblem {
  readonly line: number;
  readonly column?: string;
  readonly reason: Text;
}

export interface TableFile {
  readonly columns: string[];
  readonly rows: TableRow[];
  /** What could not be used; rows named here are left out. */
  readonly problems: TableProblem[];
  /** What was used but should be looked at, such as the stored result of a formula. The rows are in `rows`. */
  readonly remarks: TableProblem[];
}

export const TABLE_LIMITS = {
  fileBytes: 20 * 1024 * 1024,
  rows: 200_000,
  columns: 200,
  /** The length of a cell in Excel; nothing a person types is longer. */
  cellChars: 32_767,
  /** After so many problems the rest is not listed: the file is of another kind. */
  problems: 20_000,
} as const;

/** A cell before it is judged: its text, or why it has none. */
export interface RawCell {
  readonly text: string;
  readonly problem?: Text;
  readonly remark?: Text;
}

/** A line before it is judged; `broken` when its cells could not be told apart. */
export interface RawRecord {
  readonly line: number;
  readonly cells: readonly (string | RawCell)[];
  readonly broken?: Text;
}

export const wholeFile = (reason: Text): TableFile => ({
  columns: [],
  rows: [],
  problems: [{ line: 0, reason }],
  remarks: [],
});

/** Lets other work of the process go on between two pieces of a long one. */
export const yieldToOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
