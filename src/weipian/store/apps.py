"""The books as Django knows them."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "weipian.store"
    label = "store"
    verbose_name = "卫片执法"
