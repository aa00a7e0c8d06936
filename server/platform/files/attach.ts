/** Keeps a picture, and gives it back as it was kept. What it is, its first bytes say; its name and declared type are not believed. */
import { createHash } from 'node:crypto';
import type { Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { q } from '../db/query.ts';
import type { Tx } from '../db/tx.ts';
import type { DownloadFile } from '../http/route.ts';
import type { Actor } from '../operations/actor.ts';
import { refuse } from '../operations/refuse.ts';
import { imageKind } from './image-kind.ts';

export interface Attached {
  readonly attachmentId: string;
  readonly sha256: string;
}

/** Refuses 'attachment.refused' for what is no JPEG, PNG or WebP, is damaged, or too large. */
export async function attachPicture(
  tx: Tx,
  actor: Actor,
  now: Instant,
  file: { readonly name: string; readonly base64: string },
): Promise<Attached> {
  const content = Buffer.from(file.base64, 'base64');
  const found = imageKind(content);
  if ('refused' in found)
    return refuse('attachment.refused', { reasonZh: found.refused.zh, reasonEn: found.refused.en });
  const attachmentId = newId();
  const sha256 = createHash('sha256').update(content).digest('hex');
  await tx.run(
    q.insertInto('attachment').values({
      site_id: actor.siteId,
      attachment_id: attachmentId,
      media_type: found.mediaType,
      file_name: file.name,
      bytes: content.length,
      sha256,
      content,
      uploaded_by: actor.personId,
      uploaded_at: now,
    }),
  );
  return { attachmentId, sha256 };
}

export interface StoredPicture {
  readonly media_type: string;
  readonly file_name: string;
  readonly content: Buffer;
}

/** Refuses 'record.not_found' where there is none. */
export function pictureFile(found: StoredPicture | undefined): DownloadFile {
  if (found === undefined) return refuse('record.not_found');
  return { contentType: found.media_type, fileName: found.file_name, body: found.content };
}
