# The front-end files, as ./dev lays them for a try-out.
FROM node:24-bookworm-slim AS frontend
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libglib2.0-0 libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 libfontconfig1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin rusmiddel \
    && install --directory --owner rusmiddel --mode 700 /attachments
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
COPY --from=frontend /build/node_modules node_modules
# Collecting static files needs settings, but none of the secrets the system runs with.
RUN python -m tooling.frontend \
    && SECRET_KEY=build FIELD_KEYS=build SEARCH_KEY=build \
       DATABASE_URL=postgres:///build REDIS_URL=unix:///build \
       python manage.py collectstatic --no-input \
    && rm -rf node_modules
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER rusmiddel
EXPOSE 8000
CMD ["gunicorn", "rusmiddel.wsgi", "--bind", "0.0.0.0:8000", "--workers", "4"]
