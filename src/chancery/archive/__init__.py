"""Records of very many articles, as Parquet files by kind and month, with one list of them."""
