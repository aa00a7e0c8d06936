import { refusals } from './refusal.ts';

export const attachmentRefusals = refusals({
  'attachment.refused': {
    status: 422,
    text: { zh: '这张图片不能用：{reasonZh}', en: 'This picture cannot be used: {reasonEn}' },
    next: {
      zh: '图片未保存，其他内容未变。请换一张图片再上传。',
      en: 'The picture was not saved and nothing else changed. Choose another picture.',
    },
  },
});
