import { refusals } from './refusal.ts';

export const rolloutRefusals = refusals({
  'rollout.nothing_to_send': {
    status: 409,
    text: { zh: '没有可以通过线路下发的表', en: 'No meter here can be sent its price over a line' },
    next: {
      zh: '未作任何更改。购电卡的表在下次写卡时带上；阶梯价须现场设定。',
      en: 'Nothing was changed. Cards bring it at their next write; a ladder is set at the meter.',
    },
  },
});
