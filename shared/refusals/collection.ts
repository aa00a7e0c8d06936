import { refusals } from './refusal.ts';

export const collectionRefusals = refusals({
  'collection.no_meters': {
    status: 409,
    text: { zh: '范围内没有可远程抄读的表', en: 'There is no meter on a line here' },
    next: {
      zh: '未开始抄表。请先把表接入线路。',
      en: 'Nothing was read. Put the meters on a line first.',
    },
  },
  'collection.under_way': {
    status: 409,
    text: { zh: '同一范围的抄表还在进行', en: 'A run over the same meters is still under way' },
    next: {
      zh: '未另开一次抄表。请查看进行中的那一次。',
      en: 'No second run was begun. Look at the one under way.',
    },
  },
  'collection.schedule_ended': {
    status: 409,
    text: { zh: '这项定时抄表已经停止', en: 'This schedule has ended already' },
    next: { zh: '本次未作更改。请刷新查看。', en: 'Nothing was changed now. Reload and look again.' },
  },
  'collection.too_long': {
    status: 422,
    text: { zh: '一次最多查 {days} 天', en: 'At most {days} days at a time' },
    next: { zh: '未查询。请缩短起止日期。', en: 'Nothing was looked up. Choose a shorter period.' },
  },
});
