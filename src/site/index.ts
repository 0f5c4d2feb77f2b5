export { openApiDocument } from './api/openapi.js';
export { createPortfolioReader, type PortfolioReader, type ReaderOptions } from './reader.js';
export type { SiteSettings } from './portfolio.js';
export type * from './types.js';
export { createSite, type Site, type SiteOptions, type SignIn } from './site.js';
export type { SetupCheck } from './pages/setup.js';
export { createRateLimit } from './http/rate-limit.js';
