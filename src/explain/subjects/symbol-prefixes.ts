/**
 * The prefixes that C libraries give their functions, and the namespaces of C++ libraries, as their public headers show
 * them: what a linker misses is called by these, and seldom by the library's name. The library in the linker's spelling.
 * A line a library: its name, then what its symbols begin with. Longer beginnings win over shorter ones.
 */
const C = `
libgmp __gmp gmp_
libmpfr mpfr_
libmpc mpc_
libnettle nettle_
libhogweed nettle_rsa_ nettle_dsa_ nettle_ecc_ nettle_ecdsa_ nettle_get_secp_ nettle_mpz_
libgcrypt gcry_
libgpg-error gpg_err
libgpgme gpgme_
libmbedtls mbedtls_ssl_
libmbedx509 mbedtls_x509_
libmbedcrypto mbedtls_
libwolfssl wolfSSL_ wc_
libsecp256k1 secp256k1_
libunbound ub_ctx_ ub_resolve
libldns ldns_
libcares ares_
libnghttp2 nghttp2_
libidn2 idn2_
libevent event_ evbuffer_ bufferevent_ evhttp_ evconnlistener_
libev ev_loop ev_run ev_io_ ev_timer_
libminiupnpc upnpDiscover UPNP_ freeUPNPDevlist
libnatpmp initnatpmp sendpublicaddressrequest readnatpmpresponseorretry
libdb db_create db_env_create
libpcap pcap_
libmnl mnl_
libnl-3 nl_ nla_ nlmsg_
libnl-genl-3 genl_
libibverbs ibv_
librdmacm rdma_
libnuma numa_
libhwloc hwloc_
libhsa-runtime64 hsa_
libmpi MPI_ ompi_
libhdf5 H5
libnetcdf nc_
libproj proj_ pj_
libgdal GDAL OGR CPL VSIF
libgeos_c GEOS
libfftw3 fftw_
libfftw3f fftwf_
libfftw3l fftwl_
libgsl gsl_
libblas cblas_
libopenblas openblas_
liblapacke LAPACKE_
libSoapySDR SoapySDR
librtlsdr rtlsdr_
libhackrf hackrf_
libuhd uhd_
libvolk volk_
libiio iio_
libliquid firfilt_ iirfilt_ firdes liquid_ agc_crcf freqdem_ nco_crcf msresamp_ estimate_req_filter_len resamp_
libasound snd_
libpulse pa_context_ pa_mainloop_ pa_stream_ pa_operation_ pa_proplist_
libpulse-simple pa_simple_
libportaudio Pa_
libjack jack_
libsndfile sf_open sf_close sf_read sf_write
libsamplerate src_new src_process src_simple
libavcodec avcodec_ av_packet_
libavformat avformat_ avio_
libavutil av_
libswscale sws_
libswresample swr_
libSDL2 SDL_
libglfw glfw
libGLEW glew
libglut glut
libGLU glu
libEGL egl
libX11 XOpenDisplay XCloseDisplay XCreate XInternAtom XFlush XPending XNextEvent XMap XDefault XSync XFree
libXrandr XRR
libXft Xft
libXtst XTest
libXi XIQuery XISelect
libxcb xcb_
libcairo cairo_
libpango-1.0 pango_
libgtk gtk_
libgdk gdk_
libfreetype FT_
libfontconfig Fc
libharfbuzz hb_
libtiff TIFF
libgif DGif EGif
libwebp WebP
libopenjp2 opj_
libarchive archive_
libzip zip_open zip_close zip_fopen zip_source_ zip_stat
libminizip unzOpen unzClose zipOpen
libbrotlidec BrotliDecoder
libbrotlienc BrotliEncoder
liblzo2 lzo1x_ lzo_ __lzo_
libyaml yaml_
libjson-c json_object_ json_tokener_
libjansson json_loads json_loadf json_pack json_unpack json_dumps json_array_ json_decref json_delete
libcjson cJSON_
libyajl yajl_
libexpat XML_
libxslt xslt
libpcre pcre_
libpcre2-8 pcre2_
libonig onig_
libmagic magic_
libmysqlclient mysql_
libpq PQ
liblmdb mdb_
librocksdb rocksdb_
libhiredis redisCommand redisConnect redisAppend redisFree
librabbitmq amqp_
librdkafka rd_kafka_
libmosquitto mosquitto_
libnanomsg nn_
libnng nng_
libdbus-1 dbus_
libudev udev_
libblkid blkid_
libmount mnt_
libcap cap_get_ cap_set_ cap_free cap_init
libseccomp seccomp_
libpam pam_
libldap ldap_
liblber ber_
libkrb5 krb5_
libelf elf_ elf32_ elf64_ gelf_
libdw dwarf_ dwfl_
libbfd bfd_
libopcodes print_insn_
libiberty cplus_demangle xmalloc_set_program_name
libffi ffi_
libLLVM LLVM
libclang clang_
libtcl Tcl_
libtk Tk_
libruby rb_
libperl Perl_
libjvm JNI_
libhidapi hid_
libftdi1 ftdi_
libserialport sp_get_port sp_open sp_close sp_list_ports
libgpiod gpiod_
libwiringPi wiringPi
libmodbus modbus_
libssh ssh_
libssh2 libssh2_
libtensorflow TF_
libcuda cuInit cuCtx cuMem cuModule cuDevice cuLaunch cuStream cuGet
libcudart cuda __cuda
libcublas cublas
libcudnn cudnn
libcufft cufft
libcurand curand
libcusparse cusparse
libcusolver cusolver
libnccl nccl
libamdhip64 hip __hip
libOpenCL clCreate clGet clEnqueue clBuild clRelease clSet clFinish clWait
libvulkan vkCreate vkGet vkEnumerate vkDestroy vkCmd vkQueue vkAllocate
libomp __kmpc_
libgomp GOMP_ omp_get_ omp_set_
libquadmath quadmath_
libgfortran _gfortran_
libtirpc clnt_ xdr_ svc_
libcrypt crypt crypt_r
libnetfilter_queue nfq_
libnet libnet_
libgdbm gdbm_
libltdl lt_dl
libgdk_pixbuf-2.0 gdk_pixbuf_
libgstreamer-1.0 gst_
libwayland-client wl_
libxkbcommon xkb_
libopenal alc alGen alSource alBuffer
libFLAC FLAC__
libvorbisfile ov_
libopus opus_
libmpg123 mpg123_
libplist-2.0 plist_
libfuse fuse_
libasan __asan_
libubsan __ubsan_
libgcov __gcov_
libargp argp_
libresolv __res_ ns_initparse res_query
`;

/** C++: the namespace with which a demangled name begins. */
const CXX = `
libgflags google::FlagRegisterer google::ParseCommandLineFlags google::SetUsageMessage google::SetVersionString
libgtest testing::
libbenchmark benchmark::
libgrpc++ grpc::
libopencv_core cv::
libcapnp capnp::
libkj kj::
libfmt fmt::
libspdlog spdlog::
libyaml-cpp YAML::
libjsoncpp Json::
libpugixml pugi::
libtinyxml2 tinyxml2::
libxerces-c xercesc
libPocoFoundation Poco::
libtbb tbb::
libpcl_common pcl::
libroscpp ros::
librclcpp rclcpp::
libconsole_bridge console_bridge::
libsfml-system sf::
libosg osg::
libOgreMain Ogre::
libcryptopp CryptoPP::
libre2 re2::
libdouble-conversion double_conversion::
libfolly folly::
librocksdb rocksdb::
libsnappy snappy::
libarrow arrow::
libthrift apache::thrift::
libpqxx pqxx::
libllvm llvm::
libSoapySDR SoapySDR::
libuhd uhd::
libvolk volk::
libdb_cxx DbEnv:: Dbt:: DbTxn:: Db:: Dbc::
libzmqpp zmqpp::
libboost_system boost::system::
libboost_filesystem boost::filesystem::
libboost_program_options boost::program_options::
libboost_regex boost::re_detail boost::regex boost::basic_regex boost::cpp_regex_traits
libboost_thread boost::thread boost::this_thread boost::detail::set_tss_data boost::detail::get_tss_data boost::detail::thread
libboost_serialization boost::archive:: boost::serialization::
libboost_chrono boost::chrono::
libboost_date_time boost::date_time:: boost::gregorian:: boost::posix_time::
libboost_log boost::log::
libboost_python boost::python::
libboost_unit_test_framework boost::unit_test:: boost::test_tools::
libboost_iostreams boost::iostreams::
libboost_locale boost::locale::
libboost_random boost::random
libboost_timer boost::timer::
libboost_context boost::context::
libboost_coroutine boost::coroutines::
libboost_json boost::json::
`;

const BEGINNINGS: readonly (readonly [string, string])[] = [...C.split('\n'), ...CXX.split('\n')]
  .flatMap((line) => {
    const [library, ...beginnings] = line.split(' ');
    return library ? beginnings.map((beginning) => [beginning, library] as const) : [];
  })
  .sort(([one], [other]) => other.length - one.length);

/** A beginning that ends in a lower-case word wants what cannot belong to that word behind it: `hipMalloc`, not `hippo`. */
const begins = (name: string, beginning: string): boolean =>
  name.startsWith(beginning) &&
  (!/^[a-z]{1,7}$/.test(beginning) || name === beginning || /[^a-z]/.test(name[beginning.length]!));

/** The library that has a symbol by the way the symbol begins; null where the table does not say. */
export const libraryOfBeginning = (name: string): string | null =>
  BEGINNINGS.find(([beginning]) => begins(name, beginning))?.[1] ?? null;
