/** Ids are UUIDs of version 7 (RFC 9562): they sort by the time they were made, which keeps an index dense. */
import { v7 } from 'uuid';
import { z } from 'zod';

export function newId(): string {
  return v7();
}

export const idSchema = z.uuid();
