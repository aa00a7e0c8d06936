/** One rule: its text, the signature under it, and who has signed. */
import { type ReactNode, useState } from 'react';
import { type Column, fullName, type OutputOf } from '../../../../shared/contracts/contract.ts';
import { publishRule } from '../../../../shared/contracts/duties/publish-rule.ts';
import { rule } from '../../../../shared/contracts/duties/rule.ts';
import { signRule } from '../../../../shared/contracts/duties/sign-rule.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import type { Text } from '../../../../shared/text.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { useSay } from '../../../lib/say.ts';
import { W } from '../../../lib/words.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type Row } from '../../../ui/data-table.tsx';
import { DetailDrawer } from '../../../ui/detail-drawer.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';
import { PublishForm } from './publish-form.tsx';

type Rule = OutputOf<typeof rule>;

const T = {
  signers: { zh: '签阅情况', en: 'Who has signed' },
  revise: { zh: '发布新版', en: 'Publish a new version' },
} as const satisfies Record<string, Text>;

const SHOWS: readonly Column[] = [
  { key: 'title', title: { zh: '制度', en: 'Rule' } },
  { key: 'version', title: { zh: '版次', en: 'Version' } },
  { key: 'publishedBy', title: { zh: '发布人', en: 'Published by' } },
  { key: 'publishedPost', title: { zh: '岗位', en: 'In the post' }, as: 'post' },
  { key: 'publishedAt', title: { zh: '发布时间', en: 'Published' }, as: 'instant' },
];

const SIGNERS: readonly Column[] = [
  { key: 'person', title: { zh: '姓名', en: 'Person' } },
  { key: 'post', title: { zh: '岗位', en: 'Post' }, as: 'post' },
  { key: 'at', title: { zh: '签阅时间', en: 'Signed' }, as: 'instant' },
];

function RuleText({ record }: { record: Rule }): ReactNode {
  const say = useSay();
  const { language } = usePreferences();
  const [revising, setRevising] = useState(false);
  return (
    <div className="stack duty-history">
      <div className="rule-text">{language === 'en' ? (record.bodyEn ?? record.bodyZh) : record.bodyZh}</div>
      {record.can.includes(fullName(signRule)) && (
        <OperationForm
          contract={signRule}
          given={{ ruleId: record.id, version: record.version }}
          hidden={['ruleId', 'version']}
          submit={W.sign}
        />
      )}
      <h3>{say(T.signers)}</h3>
      <DataTable caption={say(T.signers)} columns={SIGNERS} rows={record.signers as unknown as readonly Row[]} />
      {record.can.includes(fullName(publishRule)) && (
        <div>
          <Button onClick={() => setRevising(true)}>{say(T.revise)}</Button>
        </div>
      )}
      {revising && (
        <PublishForm
          of={{
            ruleId: record.id,
            title: record.title,
            bodyZh: record.bodyZh,
            ...(record.bodyEn !== null && { bodyEn: record.bodyEn }),
            posts: record.posts as PostKey[],
          }}
          onClose={() => setRevising(false)}
        />
      )}
    </div>
  );
}

export function RuleDrawer({ ruleId, onClose }: { ruleId: string; onClose: () => void }): ReactNode {
  return (
    <DetailDrawer contract={rule} input={{ ruleId }} shows={SHOWS} onClose={onClose}>
      {(record) => <RuleText record={record} />}
    </DetailDrawer>
  );
}
