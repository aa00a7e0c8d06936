import { z } from 'zod';
import { loadPolicySchema, noteSchema } from '../../control/view.ts';
import { CONTROL_WRITERS } from '../../control/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const proposeLoadPolicy = operation({
  module: 'control',
  name: 'propose-load-policy',
  title: { zh: '拟定恶性负载规则', en: 'Plan a malicious-load policy' },
  help: {
    zh: '功率超过限值或骤增时断电，到时自动恢复；当日恢复次数用完后须人工恢复。须由另一人批准，批准后接替该楼原规则。',
    en: 'Power over the limit, or a sudden rise, cuts the room off; it is restored by itself so many times a day, then a person must do it. Another person approves it; it then replaces the building’s policy.',
  },
  posts: CONTROL_WRITERS,
  sign: 'pin',
  input: z.strictObject({
    buildingId: idSchema,
    thresholdWatts: z.int().min(50).max(100_000),
    jumpWatts: z.int().min(50).max(100_000).optional(),
    restoreAfterMinutes: z.int().min(1).max(1440),
    restoresADay: z.int().min(0).max(20),
    notice: z.string().trim().min(4).max(300),
    exemptRoomIds: z.array(idSchema).max(500).default([]),
    reason: noteSchema,
    signatures: z.array(idSchema).min(1).max(1),
  }),
  output: loadPolicySchema,
  refusals: ['record.not_found', 'control.not_building'],
  fields: {
    buildingId: { zh: '楼栋', en: 'Building' },
    thresholdWatts: { zh: '功率限值（瓦）', en: 'Limit, watts' },
    jumpWatts: { zh: '骤增限值（瓦，可不填）', en: 'Sudden rise, watts (optional)' },
    restoreAfterMinutes: { zh: '断电后自动恢复（分钟）', en: 'Restored after, minutes' },
    restoresADay: { zh: '每日自动恢复次数', en: 'Restores a day' },
    notice: { zh: '给房间的通知', en: 'Notice to the room' },
    reason: { zh: '依据', en: 'Reason' },
  },
});
