import type {
  Fact,
  Notification,
  NotificationSection,
  NotificationTable,
} from '../../content/model/notification.ts';

// Mail readers drop style sheets, so every style is on its element. The colours have enough contrast on white and on inverted black.
const font = 'font-family:Verdana,Geneva,sans-serif;line-height:1.5;color:#1b2430';
const cell =
  'padding:6px 10px 6px 0;border-bottom:1px solid #c3ccd6;vertical-align:top;text-align:left';
const button =
  'display:inline-block;padding:10px 18px;background:#14506e;color:#ffffff;text-decoration:none;border-radius:4px';

export function notificationHtml(notification: Notification): string {
  return `<!doctype html>${(<NotificationMail {...notification} />).toString()}`;
}

function NotificationMail({ title, summary, sections, actions, footer }: Notification) {
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{title}</title>
      </head>
      <body style={`margin:0;padding:16px;background:#ffffff;${font};font-size:15px`}>
        <div style="max-width:760px;margin:0 auto">
          <h1 style="font-size:22px;margin:0 0 8px">{title}</h1>
          <p style="margin:0 0 20px">{summary}</p>
          {sections.map((section) => (
            <Section {...section} />
          ))}
          {actions.map(
            ({ label, url }) =>
              url && (
                <p style="margin:24px 0">
                  <a href={url} style={button}>
                    {label}
                  </a>
                </p>
              ),
          )}
          <p style="margin:24px 0 0;font-size:13px;color:#4a5766">{footer}</p>
        </div>
      </body>
    </html>
  );
}

function Section({ title, text, facts, table }: NotificationSection) {
  return (
    <div>
      <h2 style="font-size:18px;margin:24px 0 8px">{title}</h2>
      {text && <p style="margin:0 0 8px">{text}</p>}
      {facts && <Facts facts={facts} />}
      {table && <Rows {...table} />}
    </div>
  );
}

function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <table style={`border-collapse:collapse;${font};font-size:15px`}>
      <tbody>
        {facts.map(({ label, value }) => (
          <tr>
            <th scope="row" style={`${cell};font-weight:normal`}>
              {label}
            </th>
            <td style={`${cell};font-weight:bold`}>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Rows({ columns, rows }: NotificationTable) {
  return (
    <div style="overflow-x:auto">
      <table style={`border-collapse:collapse;width:100%;${font};font-size:14px`}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" style={`${cell};border-bottom-width:2px`}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((text) => (
                <td style={cell}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The plain text part of a mail: some readers show only it, and previews are made from it. */
export function notificationText({
  title,
  summary,
  sections,
  actions,
  footer,
}: Notification): string {
  const parts = [
    title,
    summary,
    ...sections.map(sectionText),
    ...actions.flatMap(({ label, url }) => (url ? [`${label} : ${url}`] : [])),
    footer,
  ];
  return `${parts.join('\n\n')}\n`;
}

function sectionText({ title, text, facts, table }: NotificationSection): string {
  return [
    title.toUpperCase(),
    ...(text ? [text] : []),
    ...(facts ?? []).map(({ label, value }) => `- ${label} : ${value}`),
    ...(table ? tableLines(table) : []),
  ].join('\n');
}

/** One line per row, because aligned columns break on the narrow screen of a phone. */
function tableLines({ columns, rows }: NotificationTable): string[] {
  return rows.map((row) => {
    const [first = '', ...others] = row;
    const labelled = others.map((cell, index) => `${columns[index + 1] ?? ''} : ${cell}`);
    return `- ${[first, ...labelled].join(' ; ')}`;
  });
}
