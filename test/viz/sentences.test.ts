import { describe, expect, test } from 'vitest';
import { sentences } from '../../viz/i18n/sentences.ts';

describe('sentences one after another', () => {
  test('have a space between them in English, and none behind a Chinese full stop', () => {
    expect(sentences('Blue saves.', 'Darkest: 0.3 s.')).toBe('Blue saves. Darkest: 0.3 s.');
    expect(sentences('蓝色为节省。', '最深：0.3秒')).toBe('蓝色为节省。最深：0.3秒');
    expect(sentences('指向车辆即可查看：', '单击可固定')).toBe('指向车辆即可查看：单击可固定');
  });
  test('that are empty leave nothing', () => {
    expect(sentences('', 'One.', '', 'Two.', '')).toBe('One. Two.');
    expect(sentences('', '')).toBe('');
  });
});
