import type { Context, MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

declare module 'hono' {
  interface ContextVariableMap {
    /** The origin of this page's photos and of their upload form. */
    photoOrigin: string | undefined;
  }
}

/** Lets this page show photos of the URL's origin, and upload to it. */
export function allowPhotosFrom(c: Context, url: string): void {
  c.set('photoOrigin', new URL(url).origin);
}

/** Wraps `guardHeaders`, which writes its policy before the handler knows which photos the page has. */
export const openToPhotos: MiddlewareHandler = async (c, next) => {
  await next();
  const origin = c.get('photoOrigin');
  const policy = c.res.headers.get('Content-Security-Policy');
  if (!origin || !policy) return;
  c.header(
    'Content-Security-Policy',
    policy.replace(/(img-src|form-action) 'self'/g, `$1 'self' ${origin}`),
  );
};

/** The security headers of every response. */
export const guardHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  // Without `preload`, which commits the Département's whole domain for years: their decision.
  strictTransportSecurity: 'max-age=31536000; includeSubDomains',
  // Other sites must not learn which collège a person was looking at.
  referrerPolicy: 'same-origin',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
  xFrameOptions: 'DENY',
  permissionsPolicy: {
    camera: [],
    microphone: [],
    geolocation: [],
    payment: [],
    usb: [],
    displayCapture: [],
    browsingTopics: [],
  },
});

/** No cache keeps a response, in a proxy or in the browser of a shared machine, unless the handler allows it. */
export const keepPrivate: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
};
