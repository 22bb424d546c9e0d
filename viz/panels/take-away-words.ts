/** Words of the dialog that hands things out. */
import { inLanguages } from '../i18n/languages.ts';

/** All that identifies a run, and where it is found. */
type Citation = Readonly<
  Record<'app' | 'version' | 'model' | 'title' | 'name' | 'start' | 'days' | 'seed' | 'scale' | 'address', string>
>;

export const takeAwayWords = inLanguages(
  {
    title: 'Take it away',
    link: 'Link',
    link_help: 'Brings back what is shown now.',
    link_copy: 'Copy link',
    link_copied: 'Copied.',
    link_failed: 'The browser does not let this page copy. The link is:',
    map: 'Picture of the map',
    map_help: 'As it is now, with its key and source.',
    map_none: 'There is no map to save just now.',
    map_no_webgl: 'There is no map to save: this browser offers no WebGL.',
    film: 'Film of the map (WebM)',
    film_help: 'Records the City view while it plays, two minutes at most.',
    film_none:
      'This browser records no WebM (Safari does not). Take a picture, or open the link in Chrome, Edge or Firefox.',
    film_start: (p: { mode: string }) => `Record: ${p.mode}`,
    film_stop: (p: { seconds: string }) => `Recording, ${p.seconds}: stop and save`,
    run: 'The run',
    run_help: 'JSON: the result; YAML: to run it again; Parquet and CSV: every measure, day by day.',
    run_part: (p: { days: string }) =>
      `Not complete: Parquet and CSV have the days so far (${p.days}); JSON is there at the end.`,
    cite: 'Cite this run',
    cite_copy: 'Copy citation',
    citation: (p: Citation) =>
      `${p.app} ${p.version} (model ${p.model}): ${p.title} [scenario ${p.name}, ${p.start}, ${p.days} days, seed ${p.seed}, 1:${p.scale}]. ${p.address}`,
    figures: 'Figures',
    figures_help: 'PNG, SVG and CSV stand below every chart.',
    sheet: 'Council sheet',
    sheet_help: 'Plans compared, on two A4 pages.',
    sheet_go: 'Go to Compare',
  },
  {
    title: '导出与分享',
    link: '链接',
    link_help: '还原当前所见。',
    link_copy: '复制链接',
    link_copied: '已复制。',
    link_failed: '浏览器不允许本页复制。链接为：',
    map: '地图图片',
    map_help: '当前画面，附图例和来源。',
    map_none: '目前没有可保存的地图。',
    map_no_webgl: '没有可保存的地图：此浏览器不支持WebGL。',
    film: '地图影片（WebM）',
    film_help: '录制播放中的“城市”视图，最长两分钟。',
    film_none: '此浏览器不能录制WebM（Safari即不能）。请保存图片，或在Chrome、Edge、Firefox中打开链接。',
    film_start: (p) => `录制：${p.mode}`,
    film_stop: (p) => `正在录制，${p.seconds}：停止并保存`,
    run: '本次运行',
    run_help: 'JSON为结果；YAML可再次运行；Parquet和CSV含逐日的各项指标。',
    run_part: (p) => `尚未完成：Parquet和CSV为目前的天数（${p.days}）；JSON在结束后提供。`,
    cite: '引用本次运行',
    cite_copy: '复制引用',
    citation: (p) =>
      `${p.app} ${p.version}（模型${p.model}）：${p.title}［情景${p.name}，${p.start}起${p.days}天，种子${p.seed}，1:${p.scale}］。${p.address}`,
    figures: '图表',
    figures_help: '每张图下方都有PNG、SVG和CSV。',
    sheet: '议事简报',
    sheet_help: '方案比较，两页A4。',
    sheet_go: '前往比较',
  },
);
