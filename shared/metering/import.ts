/** What the imports of rooms and readings take in and answer. Answers hold no names: they are stored. */
import { z } from 'zod';
import { textSchema } from '../text.ts';
import { idSchema } from '../values/ids.ts';

/** 20 MB of file as base64, and the rest of the form. */
export const IMPORT_MAX_BODY = 30 * 1024 * 1024;

export const importFileInput = {
  fileName: z.string().trim().min(1).max(255),
  fileBase64: z.base64().min(1),
};

export const IMPORT_FILE_FIELDS = {
  fileName: { zh: '文件名', en: 'File name' },
  fileBase64: { zh: '文件', en: 'File' },
} as const;

export const APPLY_FIELDS = {
  batchId: { zh: '批次', en: 'Batch' },
  leaveOutBad: { zh: '略过有问题的行', en: 'Leave out rows with problems' },
} as const;

/** What a check noticed besides bad rows. */
const noticed = {
  /** Columns of the file that are not read. */
  unknownColumns: z.array(z.string()),
  /** Worth a look, but no obstacle; the first hundred. */
  remarks: z.array(z.object({ line: z.int(), reason: textSchema })),
};
export const noticedSchema = z.object(noticed);
export type Noticed = z.output<typeof noticedSchema>;

export const stagedSchema = z.object({ batchId: idSchema, goodRows: z.int(), badRows: z.int(), ...noticed });
export type Staged = z.output<typeof stagedSchema>;

export const CHANGE_KINDS = ['category', 'occupants', 'phone', 'capacity'] as const;

export const appliedRoomsSchema = z.object({
  newRooms: z.int(),
  newAccounts: z.int(),
  newMeters: z.int(),
  newCustomers: z.int(),
  changedRows: z.int(),
  unchangedRows: z.int(),
  leftOutRows: z.int(),
  /** The first two hundred. */
  changes: z.array(z.object({ line: z.int(), accountNo: z.string(), what: z.enum(CHANGE_KINDS) })),
});
export type AppliedRooms = z.output<typeof appliedRoomsSchema>;

export const appliedReadingsSchema = z.object({
  recorded: z.int(),
  unchangedRows: z.int(),
  leftOutRows: z.int(),
  jumps: z.int(),
  rolledOver: z.int(),
});
export type AppliedReadings = z.output<typeof appliedReadingsSchema>;
