{{/* Labels of everything. */}}
{{- define "stentor.labels" -}}
app.kubernetes.io/name: stentor
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
stentor/environment: {{ .Values.environment }}
{{- end }}

{{/* What Pod Security "restricted" asks of a container. */}}
{{- define "stentor.container" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}

{{/* And of a pod. */}}
{{- define "stentor.pod" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
enableServiceLinks: false
{{- end }}

{{/* Where queues and jobs are. */}}
{{- define "stentor.surroundings" -}}
- {name: AWS_REGION, value: {{ .Values.region | quote }}}
{{- if .Values.endpoint }}
- {name: AWS_ENDPOINT_URL, value: {{ .Values.endpoint | quote }}}
{{- end }}
# Names of a headless service change when masters come and go.
- {name: JAVA_TOOL_OPTIONS, value: -Dsun.net.inetaddr.ttl=5}
{{- end }}
