using Infra.Model.Values;
using Infra.Settings.Stacks;
using static Infra.Cloud.Clusters.ChartValues;

namespace Infra.Cloud.ArgoCdHub;

/// <summary>What Argo CD tells the company: syncs that failed and applications that are not healthy.</summary>
internal static class ArgoCdNotifications
{
    private const string Service = "company";
    private const string SyncFailed = "on-sync-failed";
    private const string Unhealthy = "on-health-degraded";

    public static Dictionary<string, object> For(ArgoCdNotificationSettings settings, StackName stack, string url, Dictionary<string, object> resources) => Map(
        ("enabled", true),
        ("argocdUrl", url),
        ("metrics", Map(("enabled", true))),
        ("resources", resources),
        ("context", Map(("environment", stack.Value))),
        // External Secrets makes it, with the token and nothing else.
        ("secret", Map(("create", false), ("name", ArgoCdCredentials.NotificationsSecret))),
        ("notifiers", Map(($"service.webhook.{Service}", Webhook(settings)))),
        ("templates", Map(
            ($"template.{SyncFailed}", Template("sync-failed", "{{ .app.status.operationState.message | toJson }}")),
            ($"template.{Unhealthy}", Template("unhealthy", "{{ .app.status.health.status | toJson }}")))),
        ("triggers", Map(
            ($"trigger.{SyncFailed}", Trigger(SyncFailed, "app.status.operationState != nil and app.status.operationState.phase in ['Error', 'Failed']")),
            ($"trigger.{Unhealthy}", Trigger(Unhealthy, "app.status.health.status == 'Degraded'")))),
        ("subscriptions", new object[] { Map(("recipients", new object[] { Service }), ("triggers", new object[] { SyncFailed, Unhealthy })) }));

    private static string Webhook(ArgoCdNotificationSettings settings) =>
        $"""
        url: {settings.Url}
        headers:
          - name: Authorization
            value: Bearer ${ArgoCdCredentials.NotificationsKey}
          - name: Content-Type
            value: application/json

        """.ReplaceLineEndings("\n");

    private static string Template(string what, string message) =>
        $$$"""
        webhook:
          {{{Service}}}:
            method: POST
            body: |
              {"event": "{{{what}}}", "environment": {{ .context.environment | toJson }}, "application": {{ .app.metadata.name | toJson }}, "project": {{ .app.spec.project | toJson }}, "message": {{{message}}}, "link": "{{ .context.argocdUrl }}/applications/{{ .app.metadata.name }}"}

        """.ReplaceLineEndings("\n");

    private static string Trigger(string template, string when) =>
        $"""
        - when: {when}
          send:
            - {template}

        """.ReplaceLineEndings("\n");
}
