/**
 * Two further kinds of route beside operations and queries: those that begin or end a session (they touch cookies),
 * and downloads (documents and files). Both are declared by a contract or by their posts all the same.
 */
import type pg from 'pg';
import type { z } from 'zod';
import type { OperationContract, OutputOf, ParsedInputOf, WhoMay } from '../../../shared/contracts/contract.ts';
import type { Text } from '../../../shared/text.ts';
import type { Clock } from '../clock.ts';
import type { Tx } from '../db/tx.ts';
import type { ExportTable } from '../files/export-column.ts';
import type { Live } from '../live.ts';
import type { Log } from '../log.ts';
import type { Actor } from '../operations/actor.ts';

export interface Door {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly live: Live;
  readonly actor: Actor;
  /** The session's token from the cookie, if any. */
  readonly token: string | null;
  readonly terminalToken: string | null;
  readonly address: string;
  setSession(token: string): void;
  clearSession(): void;
  setTerminal(token: string): void;
}

export interface DoorRoute {
  readonly contract: OperationContract;
  handle(door: Door, input: unknown): Promise<unknown>;
}

export function throughDoor<C extends OperationContract>(
  contract: C,
  handle: (door: Door, input: ParsedInputOf<C>) => Promise<OutputOf<C>>,
): DoorRoute {
  return { contract, handle: handle as DoorRoute['handle'] };
}

export interface DownloadFile {
  readonly contentType: string;
  readonly fileName: string;
  readonly body: Buffer | AsyncIterable<Buffer | string>;
  /** Shown in the browser (PDF to print) or saved. */
  readonly inline?: boolean;
  /** Rows of the house that leave it: noted with their hash before the last byte is sent. Papers and pictures are not. */
  readonly noted?: true;
}

/** Rows of the house that leave it as a table: noted with their hash, and marked with who took them and when. */
export interface DownloadTable {
  readonly fileName: string;
  readonly format: 'csv' | 'xlsx';
  readonly table: ExportTable;
  /** Read by another program, which takes no line that is not a record: the mark stands in the log only. */
  readonly unmarked?: true;
}

export interface Download<I extends z.ZodType = z.ZodType> {
  readonly module: string;
  /** With its ending: `slip.pdf`. The path is /api/<module>/<name>. */
  readonly name: string;
  readonly title: Text;
  readonly posts: WhoMay;
  readonly input: I;
  run(tx: Tx, actor: Actor, clock: Clock, input: z.output<I>): Promise<DownloadFile | DownloadTable>;
}

export const download = <I extends z.ZodType>(declared: Download<I>): Download => declared as unknown as Download;
