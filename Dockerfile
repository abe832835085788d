# mtcheck with Harper, the garble model and LanguageTool in it, so that nothing is downloaded when it runs.
#
#   docker build -t mtcheck .
#   docker run -v "$PWD:/work:ro" -v mtcheck-cache:/cache mtcheck check content/
#   docker run -u "$(id -u)" -v "$PWD:/work" mtcheck check content/ -o report.csv

# .ci/pin.py writes the digest of the base image behind its tag: nobody here has seen it. .ci/lock wrote .ci/requirements/.

FROM python:3.12.8-slim-bookworm AS base
RUN mkdir -p /usr/share/man/man1 \
    && apt-get update \
    && apt-get install --yes --no-install-recommends openjdk-17-jre-headless \
    && rm -rf /var/lib/apt/lists/*
ENV PATH=/opt/mtcheck/bin:$PATH \
    LTP_PATH=/opt/languagetool

FROM base AS build
WORKDIR /src
COPY .ci/requirements ./.ci/requirements
RUN python -m venv /opt/mtcheck \
    && /opt/mtcheck/bin/python -m pip install --no-cache-dir --require-hashes --only-binary :all: -r .ci/requirements/image.txt \
    && python -m venv /opt/build \
    && /opt/build/bin/python -m pip install --no-cache-dir --require-hashes --only-binary :all: -r .ci/requirements/build.txt
COPY pyproject.toml README.md LICENSE ./
COPY mtcheck ./mtcheck
RUN /opt/build/bin/python -m pip wheel --no-deps --no-build-isolation --wheel-dir /wheel . \
    && /opt/mtcheck/bin/python -m pip install --no-cache-dir --no-index --no-deps /wheel/*.whl \
    && /opt/mtcheck/bin/python -m pip check
RUN mkdir -p "$LTP_PATH" \
    && mtcheck engines install languagetool
# Once through everything: where a part of it does not run, there is no image.
RUN echo "The council met on Tuesday and approved the budget for the new school after a short debate." > /tmp/article.txt \
    && mtcheck check /tmp/article.txt --no-cache --require-engine harper --require-engine languagetool

FROM base
ARG VERSION=0.1.0
ARG REVISION=unknown
# The licences of what is in it beside Debian and the libraries: mtcheck (Apache-2.0), language-tool-python (GPL-3.0),
# LanguageTool (LGPL-2.1). Who passes the image on is bound by all of them (docs/install.md#licence).
LABEL org.opencontainers.image.title="mtcheck" \
      org.opencontainers.image.description="The copy desk for machine-translated articles, with LanguageTool" \
      org.opencontainers.image.url="https://github.com/OWNER/mtcheck" \
      org.opencontainers.image.source="https://github.com/OWNER/mtcheck" \
      org.opencontainers.image.documentation="https://github.com/OWNER/mtcheck/tree/main/docs" \
      org.opencontainers.image.licenses="Apache-2.0 AND GPL-3.0-only AND LGPL-2.1-or-later" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.base.name="docker.io/library/python:3.12.8-slim-bookworm"
COPY --from=build /opt/mtcheck /opt/mtcheck
COPY --from=build /opt/languagetool /opt/languagetool
# For whatever user it runs as.
RUN mkdir -m 1777 /cache \
    && useradd --uid 10001 --create-home mtcheck
ENV MTCHECK_CACHE_DIR=/cache
USER mtcheck
WORKDIR /work
ENTRYPOINT ["mtcheck"]
CMD ["--help"]
