/** User categories: what prices go by. */
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import { categories } from '../../../../shared/contracts/metering/categories.ts';
import { setCategory } from '../../../../shared/contracts/metering/set-category.ts';
import type { Text } from '../../../../shared/text.ts';
import { useSay } from '../../../lib/say.ts';
import { Button } from '../../../ui/button.tsx';
import type { Row } from '../../../ui/data-table.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ListPage } from '../../../ui/list-page.tsx';
import { OperationForm } from '../../../ui/operation-form.tsx';

type Category = OutputOf<typeof categories>['rows'][number];

const T = {
  add: { zh: '添加类别', en: 'Add a category' },
  rename: { zh: '更名', en: 'Rename' },
  renameOf: { zh: '更名：{name}', en: 'Rename {name}' },
  code: {
    zh: '代码写进价格和户，保存后不能改；小写字母开头，可用数字和连字符，如 dormitory。',
    en: 'The code is written into prices and accounts and stays; lower-case letters, figures, hyphens, such as "dormitory".',
  },
  text: { zh: '还没有用户类别', en: 'No user categories yet' },
  next: { zh: '先添加类别，再给类别定价。', en: 'Add categories first, then give them prices.' },
} as const satisfies Record<string, Text>;

const asCategory = (row: Row): Category => row as unknown as Category;

export default function CategoriesPage(): ReactNode {
  const say = useSay();
  const [editing, setEditing] = useState<Category | 'new' | null>(null);
  const close = (): void => setEditing(null);
  const given = editing === null || editing === 'new' ? {} : { categoryCode: editing.categoryCode, ...editing.title };
  return (
    <>
      <ListPage
        contract={categories}
        empty={{ text: T.text, next: T.next }}
        pageActions={
          <Button type="primary" onClick={() => setEditing('new')}>
            {say(T.add)}
          </Button>
        }
        actions={(row) => (
          <Button
            size="small"
            aria-label={say(T.renameOf, { name: say(asCategory(row).title) })}
            onClick={() => setEditing(asCategory(row))}
          >
            {say(T.rename)}
          </Button>
        )}
      />
      {editing !== null && (
        <Dialog title={say(editing === 'new' ? T.add : T.rename)} onClose={close}>
          {editing === 'new' && <p className="muted">{say(T.code)}</p>}
          <OperationForm
            contract={setCategory}
            given={given}
            hidden={editing === 'new' ? [] : ['categoryCode']}
            affects={['prices']}
            onDone={close}
            onCancel={close}
          />
        </Dialog>
      )}
    </>
  );
}
