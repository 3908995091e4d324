import { namedAfterContent } from './named-after-content.ts';

/** The locker's door of the brand, seen on light and on dark tabs alike. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
  '<rect x="6" y="1.5" width="20" height="29" rx="3" fill="#14506e" stroke="#8cc8e6" stroke-width="1.5"/>' +
  '<path d="M11 8h10M11 12h10M11 16h10" stroke="#fff" stroke-width="2"/>' +
  '<circle cx="21.5" cy="22" r="1.6" fill="#fff"/>' +
  '</svg>';

export const iconPath = namedAfterContent('icon', 'svg', icon);
