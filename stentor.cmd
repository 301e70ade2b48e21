@echo off
rem Starts Stentor from a clone: finds a JDK 25 or newer, builds into dist\ when the sources are newer, runs the program:
rem the desktop app without arguments, else the command line.
rem The same as the script `stentor` for other systems, without its cache of loaded classes; see there for the variables.
rem Exit: the program's own; 1 the build failed; 3 something is missing on this computer.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
set "ROOT=%ROOT:~0,-1%"
set "DIST=%ROOT%\dist"
set "JDK="
set "SEEN="
set "PROGRAM=cli"
if [%1]==[] set "PROGRAM=app"

if defined STENTOR_JAVA_HOME (
  call :consider "%STENTOR_JAVA_HOME%"
) else (
  if defined JAVA_HOME call :consider "%JAVA_HOME%"
  for /f "delims=" %%J in ('where java 2^>nul') do call :consider "%%~dpJ.."
  for %%F in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\Zulu" "%ProgramFiles%\BellSoft" "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%USERPROFILE%\.jdks" "%USERPROFILE%\scoop\apps") do (
    if exist "%%~F" for /d %%D in ("%%~F\*") do (
      call :consider "%%~D"
      call :consider "%%~D\current"
    )
  )
)
if not defined JDK (
  >&2 echo stentor: needs a JDK 25 or newer, and found none%SEEN%.
  >&2 echo   Install one:  winget install EclipseAdoptium.Temurin.25.JDK
  >&2 echo   Name one:     set STENTOR_JAVA_HOME=C:\path\to\jdk-25
  exit /b 3
)
if "%STENTOR_DEBUG%"=="1" >&2 echo stentor: debug: JDK in %JDK%

call :needs_build
if not defined REASON goto run
where mvn >nul 2>nul
if errorlevel 1 (
  >&2 echo stentor: needs Maven 3.8 or newer for its build, and found no mvn on the PATH.
  >&2 echo   Install it:   scoop install maven    or see https://maven.apache.org/install.html
  exit /b 3
)
if not exist "%DIST%" mkdir "%DIST%"

rem One builder at a time. A lock older than 20 minutes belongs to nobody any more.
set "TOLD="
:wait
mkdir "%DIST%\.lock" 2>nul && goto locked
powershell -NoProfile -Command "if ((Get-Item -LiteralPath $env:DIST\.lock -Force -ErrorAction SilentlyContinue).CreationTime -lt (Get-Date).AddMinutes(-20)) { exit 1 }; Start-Sleep -Milliseconds 300"
if errorlevel 1 rmdir "%DIST%\.lock" 2>nul
if not defined TOLD >&2 echo stentor: another start is building; waiting for it
set "TOLD=1"
goto wait

:locked
call :needs_build
if not defined REASON (
  rmdir "%DIST%\.lock"
  goto run
)
>&2 echo stentor: building into %DIST% (%REASON%) ...
setlocal
set "JAVA_HOME=%JDK%"
call mvn -q -B -Dgates=off -Dmaven.test.skip=true package -f "%ROOT%\pom.xml" -pl "!test" > "%DIST%\build.log" 2>&1 < nul
endlocal & set "CODE=%ERRORLEVEL%"
rmdir "%DIST%\.lock"
if not "%CODE%"=="0" (
  >&2 echo stentor: the build failed:
  >&2 findstr /b /c:"[ERROR]" "%DIST%\build.log"
  >&2 echo stentor: all of its output: %DIST%\build.log
  exit /b 1
)

:run
"%JDK%\bin\java.exe" "@%DIST%\%PROGRAM%.args" %*
exit /b %ERRORLEVEL%

rem consider HOME: takes it as the JDK if none was taken yet and its release file says 25 or newer.
:consider
if defined JDK exit /b
if not exist "%~f1\bin\javac.exe" exit /b
if not exist "%~f1\release" exit /b
set "VERSION="
for /f "tokens=2 delims==" %%V in ('findstr /b /c:"JAVA_VERSION=" "%~f1\release"') do set "VERSION=%%~V"
for /f "tokens=1 delims=.-+" %%M in ("%VERSION%") do set "MAJOR=%%M"
if %MAJOR% GEQ 25 (
  set "JDK=%~f1"
) else (
  set "SEEN=%SEEN%; Java %VERSION% in %~f1"
)
exit /b

rem needs_build: sets REASON, empty when dist\ holds what the sources say. Tests do not count.
:needs_build
set "REASON=not built yet; the first time libraries are fetched too"
if not exist "%DIST%\.built" exit /b
if not exist "%DIST%\cli.args" exit /b
if not exist "%DIST%\app.args" exit /b
set "REASON=this folder was moved"
set "DIST_SLASHES=%DIST:\=/%"
findstr /c:"-Dstentor.dist=\"%DIST_SLASHES%\"" "%DIST%\cli.args" >nul || exit /b
set "REASON="
powershell -NoProfile -Command "$built = (Get-Item -LiteralPath $env:DIST\.built -Force).LastWriteTimeUtc; $sources = 'pom.xml', '.mvn', 'src\*\pom.xml', 'src\*\src\main', 'app\pom.xml', 'app\src\main', 'resources', 'cloudformation' | ForEach-Object { Join-Path $env:ROOT $_ }; if (Get-Item -Path $sources -Force -ErrorAction SilentlyContinue | ForEach-Object { $_; if ($_.PSIsContainer) { Get-ChildItem -LiteralPath $_.FullName -Recurse -Force } } | Where-Object { $_.Extension -ne '.md' -and $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1) { exit 1 }"
if errorlevel 1 set "REASON=the sources changed"
exit /b
