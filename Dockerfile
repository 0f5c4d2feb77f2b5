# The running app. Build: docker build -t os2modning .   Run: see docs/deployment.md.
# The current LTS release of Node.js; Dependabot proposes the next.
ARG NODE=26-bookworm-slim

FROM node:${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
# Without scripts, so that nothing of a dependency runs here; ours builds below.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:${NODE}
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    OS2MODNING_DATA=/data
WORKDIR /app
# git is what `os2modning assess` reads checkouts with; the running app does not need it.
RUN apt-get update \
 && apt-get install -y --no-install-recommends git \
 && rm -rf /var/lib/apt/lists/* \
 && install -d -o node -g node -m 0700 /data
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json app.yml LICENSE ./
COPY bin ./bin
COPY governance ./governance
COPY messages ./messages
COPY migrations ./migrations
COPY schemas ./schemas
COPY templates ./templates
USER node
VOLUME /data
EXPOSE 3000
# The app writes to /data alone (and not even there with DATABASE_URL), so that the rest may be read-only.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# node itself as the first process: it gets the signal to stop, and needs 10 seconds at the most.
CMD ["node", "--max-semi-space-size=8", "bin/serve.js"]
