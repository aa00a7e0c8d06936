import { z } from 'zod';
import { caseViewSchema } from '../../cases/view.ts';
import { operation } from '../contract.ts';

export const reportIncident = operation({
  module: 'cases',
  name: 'report-incident',
  title: { zh: '上报异常', en: 'Report an incident' },
  help: {
    zh: '系统或设备不正常时只上报，不要自行处理；技术员会处理。',
    en: 'When a system or device misbehaves, report it and leave it alone; the technician deals with it.',
  },
  posts: 'signed-in',
  input: z.strictObject({
    subject: z.enum(['operator.report', 'device.fault', 'system.fault']),
    what: z.string().trim().min(4).max(1000),
  }),
  output: caseViewSchema,
  refusals: [],
  fields: { subject: { zh: '类别', en: 'Kind' }, what: { zh: '现象', en: 'What happened' } },
});
