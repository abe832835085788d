# mtcheck with Harper, the garble model and LanguageTool in it, so that nothing is downloaded when it runs.
#
#   docker build -t mtcheck .
#   docker run -v "$PWD:/work:ro" -v mtcheck-cache:/cache mtcheck check content/
#   docker run -u "$(id -u)" -v "$PWD:/work" mtcheck check content/ -o report.csv

FROM python:3.12.8-slim-bookworm AS base
RUN mkdir -p /usr/share/man/man1 \
    && apt-get update \
    && apt-get install --yes --no-install-recommends openjdk-17-jre-headless \
    && rm -rf /var/lib/apt/lists/*
ENV PATH=/opt/mtcheck/bin:$PATH \
    LTP_PATH=/opt/languagetool

FROM base AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY mtcheck ./mtcheck
RUN python -m venv /opt/mtcheck \
    && /opt/mtcheck/bin/python -m pip install --no-cache-dir .
RUN mkdir -p "$LTP_PATH" \
    && mtcheck engines install languagetool
# Once through everything: where a part of it does not run, there is no image.
RUN echo "The council met on Tuesday and approved the budget for the new school after a short debate." > /tmp/article.txt \
    && mtcheck check /tmp/article.txt --no-cache --require-engine harper --require-engine languagetool

FROM base
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
