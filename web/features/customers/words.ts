/** Words of customers that pages share. */
import type { Text } from '../../../shared/text.ts';
import type { States } from '../../ui/state-tag.tsx';

export const CUSTOMER_KINDS: States = {
  person: { title: { zh: '个人', en: 'Person' } },
  organisation: { title: { zh: '单位', en: 'Organisation' } },
};

export const CUSTOMER_LABELS: Readonly<Record<string, Text>> = {
  find: { zh: '姓名、电话末四位、学号或工号', en: 'Name, end of phone, or number' },
  'kind.person': CUSTOMER_KINDS.person!.title,
  'kind.organisation': CUSTOMER_KINDS.organisation!.title,
};
