# syntax=docker/dockerfile:1

# Node is needed only to fetch the front-end packages during the build.
FROM node:20-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /quelle
COPY . .
# SqlServerPaket=true: the package feed is complete here, so the real Microsoft.SqlServer.Server takes
# the place of the stand-in project. ReadyToRun spares the first requests the just-in-time compiler.
RUN dotnet publish src/SchulDigital.Web \
        --configuration Release \
        --runtime linux-x64 \
        --self-contained false \
        --output /portal \
        -p:SqlServerPaket=true \
        -p:PublishReadyToRun=true

FROM mcr.microsoft.com/dotnet/aspnet:10.0
LABEL org.opencontainers.image.title="SchulDigital" \
      org.opencontainers.image.description="Portal für den Dialog zwischen Schulträgern und Schulen über die Digitalisierung" \
      org.opencontainers.image.licenses="EUPL-1.2"
WORKDIR /portal
COPY --from=build /portal .
# The volume takes over the owner of this folder, so the portal can write without being root.
RUN mkdir /data && chown "$APP_UID:$APP_UID" /data
ENV ASPNETCORE_HTTP_PORTS=8080 \
    ASPNETCORE_ENVIRONMENT=Production \
    TZ=Europe/Berlin \
    Database__Ordner=/data
VOLUME /data
EXPOSE 8080
USER $APP_UID
# The image has neither curl nor wget; bash opens the connection itself.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "SchulDigital.Web.dll"]
