"""What a backup says of itself to whoever opens it without us."""

TEXT = """\
这是 weipian（卫片）一个工作区的备份。还原用：weipian restore 备份文件 新文件夹；检查用：weipian backup check 备份文件。

没有 weipian 也能读：这是普通的 ZIP 文件。
  rows/表名.jsonl      一张表：第一行是列名，以后一行一条记录，都是 JSON（UTF-8）。是否用 1、0，日期用 2023-08-01，
                       字节用 {"base64": "…"}。event 是办理日志，event_payload 是日志所记的值，log_head 是签名的日志头。
  files/…              工作区文件夹里的文件，原样：图层（layers）、证据原件（vault）、密钥（secret）、
                       工作区说明（weipian.toml）。
  manifest.json        清单：每一项的字节数和 SHA-256、日志头、何时由哪个版本做成。
  manifest.sig         工作区密钥对清单的 Ed25519 签名（base64）；签的是 "weipian-backup"、换行、清单的全部字节。
ZIP 文件末尾的注释是「weipian-backup sha256 」加 64 位十六进制数：除这 64 个字符以外整个文件的 SHA-256。

里面有全部数据和签名密钥，请按其中最高的密级保管。
"""
