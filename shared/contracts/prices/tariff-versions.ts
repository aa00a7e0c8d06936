import { z } from 'zod';
import { categoryCodeSchema, versionViewSchema } from '../../prices/view.ts';
import { commoditySchema } from '../../values/quantity.ts';
import { query } from '../contract.ts';

export const tariffVersions = query({
  module: 'prices',
  name: 'tariff-versions',
  title: { zh: '历次价格', en: 'Versions of a price' },
  posts: [
    'vending-clerk',
    'funds-administrator',
    'vending-supervisor',
    'price-approver',
    'finance',
    'auditor',
    'campus-director',
    'general-manager',
  ],
  input: z.strictObject({ commodity: commoditySchema, categoryCode: categoryCodeSchema }),
  output: z.object({ rows: z.array(versionViewSchema) }),
  refusals: [],
});
