# libzmq and czmq from their pinned sources, built and proved by this checkout.
#   docker build -t czmq .                  an image with headers and libraries, to build programs in
#   docker build -t czmq --target runtime . only what a finished program needs
ARG NODE=20-bookworm-slim

FROM node:${NODE} AS tool
WORKDIR /src
COPY . .
RUN npm ci && npm pack --pack-destination /tmp && mv /tmp/czmq-setup-*.tgz /tmp/czmq-setup.tgz

FROM node:${NODE} AS build
COPY --from=tool /tmp/czmq-setup.tgz /tmp/
RUN npm install --global /tmp/czmq-setup.tgz && rm /tmp/czmq-setup.tgz
RUN czmq-setup install --yes && czmq-setup cache clear && rm -rf /var/lib/apt/lists/*

FROM debian:bookworm-slim AS runtime
RUN apt-get update \
 && apt-get install -y --no-install-recommends libstdc++6 libsodium23 libuuid1 \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /usr/local/lib/libzmq.so.5* /usr/local/lib/libczmq.so.4* /usr/local/lib/
RUN ldconfig

# The default: everything to compile a program against the stack.
FROM build
