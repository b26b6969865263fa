# The program in an image: docker build -t dealwire . && docker run --rm -i dealwire extract - < articles.jsonl
FROM debian:12-slim AS build
COPY . /source
WORKDIR /source
RUN apt-get update && ./dev package && mv build/release/dealwire_*.deb /dealwire.deb

FROM debian:12-slim
COPY --from=build /dealwire.deb /tmp/dealwire.deb
RUN apt-get update && apt-get install -y --no-install-recommends /tmp/dealwire.deb \
    && rm -rf /tmp/dealwire.deb /var/lib/apt/lists/* && useradd --create-home dealwire
USER dealwire
WORKDIR /home/dealwire
ENTRYPOINT ["dealwire"]
