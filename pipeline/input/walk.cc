#include "pipeline/input/walk.h"

#include <dirent.h>
#include <glob.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>

namespace dealwire {
namespace {

std::string WhatItIs(mode_t mode) {
  return S_ISSOCK(mode)                   ? "a socket"
         : S_ISFIFO(mode)                 ? "a named pipe"
         : S_ISCHR(mode) || S_ISBLK(mode) ? "a device"
                                          : "no regular file";
}

std::string Join(const std::string& folder, const std::string& name) {
  return folder.ends_with('/') ? folder + name : folder + "/" + name;
}

bool IsPattern(const std::string& path) { return path.find_first_of("*?[") != std::string::npos; }

}  // namespace

struct Walk::Impl {
  // A folder that is being walked. Entries stand in falling order, the next one last.
  struct Folder {
    std::string path;
    dev_t device;
    ino_t inode;
    std::vector<std::string> entries;
  };

  std::vector<std::string> given;
  size_t next_given = 0;
  std::unique_ptr<std::ifstream> list_file;
  std::istream* list = nullptr;
  std::vector<Folder> open;

  // One path as named by the user or found in a folder: true if `found` says something about it.
  bool Visit(const std::string& path, bool named, Found* found) {
    found->path = path;
    found->error = Status::Ok();
    if (path == "-" && named) return true;
    struct stat info;
    if (stat(path.c_str(), &info) != 0) {
      const int reason = errno;
      struct stat link;
      const bool dangling = reason == ENOENT && lstat(path.c_str(), &link) == 0;
      found->error = Status::Error(dangling          ? "the symbolic link leads nowhere"
                                   : reason == ELOOP ? "the symbolic link leads back to itself"
                                                     : std::strerror(reason));
      return true;
    }
    if (S_ISDIR(info.st_mode)) return EnterFolder(path, info, found);
    // A pipe or device is read if the user names it, as in <(command).
    if (S_ISREG(info.st_mode) || (named && !S_ISSOCK(info.st_mode))) return true;
    found->error = Status::Error(WhatItIs(info.st_mode) + ", left out");
    return true;
  }

  bool EnterFolder(const std::string& path, const struct stat& info, Found* found) {
    for (const Folder& folder : open) {
      if (folder.device == info.st_dev && folder.inode == info.st_ino) {
        found->error =
            Status::Error("the symbolic link leads back to " + folder.path + ", left out");
        return true;
      }
    }
    DIR* handle = opendir(path.c_str());
    if (handle == nullptr) {
      found->error = Status::Error(std::strerror(errno));
      return true;
    }
    Folder folder{path, info.st_dev, info.st_ino, {}};
    while (const dirent* entry = readdir(handle)) {
      if (entry->d_name[0] == '.') continue;
      std::string name = entry->d_name;
      // A folder sorts as its files do, behind its slash.
      struct stat below;
      const bool is_folder =
          entry->d_type == DT_DIR ||
          ((entry->d_type == DT_LNK || entry->d_type == DT_UNKNOWN) &&
           stat(Join(path, name).c_str(), &below) == 0 && S_ISDIR(below.st_mode));
      if (is_folder) name += '/';
      folder.entries.push_back(std::move(name));
    }
    closedir(handle);
    std::sort(folder.entries.begin(), folder.entries.end(), std::greater<>());
    open.push_back(std::move(folder));
    return false;
  }

  // The next path that the user or the list names.
  bool NextNamed(std::string* path) {
    if (next_given < given.size()) {
      *path = given[next_given++];
      return true;
    }
    while (list != nullptr && std::getline(*list, *path)) {
      if (path->ends_with('\r')) path->pop_back();
      if (!path->empty()) return true;
    }
    return false;
  }

  Status Give(const std::string& path) {
    struct stat info;
    if (path == "-" || lstat(path.c_str(), &info) == 0) {
      given.push_back(path);
      return Status::Ok();
    }
    const int reason = errno;
    if (reason == ENOENT && IsPattern(path)) {
      glob_t matches;
      const int result = glob(path.c_str(), GLOB_TILDE, nullptr, &matches);
      if (result == 0)
        given.insert(given.end(), matches.gl_pathv, matches.gl_pathv + matches.gl_pathc);
      globfree(&matches);
      return result == 0 ? Status::Ok() : Status::Error(path + ": no file matches the pattern");
    }
    return Status::Error(path + ": " +
                         (reason == ENOENT ? "no such file or folder" : std::strerror(reason)));
  }
};

Walk::Walk(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Walk::Walk(Walk&&) noexcept = default;
Walk& Walk::operator=(Walk&&) noexcept = default;
Walk::~Walk() = default;

Result<Walk> Walk::Make(const std::vector<std::string>& paths, const std::string& files_from) {
  auto impl = std::make_unique<Impl>();
  for (const std::string& path : paths) {
    if (Status s = impl->Give(path); !s.ok()) return s;
  }
  if (files_from == "-") {
    impl->list = &std::cin;
  } else if (!files_from.empty()) {
    impl->list_file = std::make_unique<std::ifstream>(files_from);
    if (!*impl->list_file || impl->list_file->peek() == EOF) {
      if (impl->list_file->bad() || !impl->list_file->is_open())
        return Status::Error(files_from + ": " + std::strerror(errno));
      impl->list_file->clear();
    }
    impl->list = impl->list_file.get();
  } else if (paths.empty()) {
    impl->given.push_back("-");
  }
  return Walk(std::move(impl));
}

bool Walk::Next(Found* found) {
  while (true) {
    if (impl_->open.empty()) {
      std::string path;
      if (!impl_->NextNamed(&path)) return false;
      if (impl_->Visit(path, true, found)) return true;
      continue;
    }
    Impl::Folder& folder = impl_->open.back();
    if (folder.entries.empty()) {
      impl_->open.pop_back();
      continue;
    }
    std::string name = std::move(folder.entries.back());
    folder.entries.pop_back();
    if (name.ends_with('/')) name.pop_back();
    if (impl_->Visit(Join(folder.path, name), false, found)) return true;
  }
}

}  // namespace dealwire
