using System.Collections.Immutable;
using System.Text.Json;
using Infra.Delivery.Order;
using Infra.Model.Values;
using Infra.Pipeline.Releasing;
using Infra.Settings.Platform;

namespace Infra.Presenters;

/// <summary>Writes what <c>infra apps order</c> found.</summary>
/// <param name="environment">The environment.</param>
/// <param name="order">Its applications.</param>
/// <param name="groups">The groups in which Argo CD keeps them.</param>
/// <param name="isRollback">Whether they are listed in the order of rollback.</param>
/// <param name="failure">The failure that was asked about; null for none.</param>
internal sealed class OrderOutput(string environment, ServiceOrder order, ImmutableArray<AppGroup> groups, bool isRollback, OrderFailure? failure)
{
    /// <summary>The schema name of its JSON.</summary>
    private const string Schema = "infra.apps-order/v1";

    /// <summary>For people: all applications in order, or what becomes of them after the failure.</summary>
    public string Text()
    {
        if (failure is null)
        {
            return order.Steps == 0 ? "No applications.\n" : TextTable.Of(
                ["STEP", "GROUP", "APPLICATION", "CRITICAL", "DEPENDS ON", "DEPENDENTS"],
                Listed().Select(s => new[] { $"{(isRollback ? s.Rollback : s.Deploy)}", GroupOf(s), s.Name.Value, s.IsCritical ? "yes" : "-", Names(s.DependsOn), Names(s.Dependents) }));
        }

        FailureResponse response = failure.Response;
        string[] critical = [.. failure.Failed.Where(s => s.IsCritical).Select(s => s.Name.Value)];
        string stop = critical.Length == 0 || response.Held.IsEmpty ? "" : $"{string.Join(", ", critical)}: critical, so nothing more goes out.\n";
        return $"Failed in {environment} at step {failure.Step} of {order.Steps}: {Names(failure.Failed.Select(s => s.Name))}.\n{stop}"
            + TextTable.Of(
                ["OUTCOME", "APPLICATIONS"],
                [
                    .. response.RolledBack.GroupBy(s => s.Rollback).Select((step, i) => new[] { $"taken back {i + 1}.", Names(step.Select(s => s.Name)) }),
                    ["stays", Names(response.Stays.Select(s => s.Name))],
                    ["held", Names(response.Held.Select(s => s.Name))],
                    ["goes on", Names(response.GoesOn.Select(s => s.Name))],
                ]);
    }

    /// <summary>The same for machines: docs/formats.md.</summary>
    public string Json() => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("environment", environment);
        writer.WriteStartArray("applications");
        foreach (OrderedService service in Listed())
        {
            writer.WriteStartObject();
            writer.WriteString("name", service.Name.Value);
            writer.WriteString("group", GroupOf(service));
            writer.WriteNumber("deploy", service.Deploy);
            writer.WriteNumber("rollback", service.Rollback);
            writer.WriteBoolean("critical", service.IsCritical);
            Write(writer, "dependsOn", service.DependsOn);
            Write(writer, "dependents", service.Dependents);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (failure is null)
        {
            writer.WriteNull("failure");
            return;
        }

        writer.WriteStartObject("failure");
        Write(writer, "failed", failure.Failed.Select(s => s.Name));
        writer.WriteNumber("step", failure.Step);
        Write(writer, "rolledBack", failure.Response.RolledBack.Select(s => s.Name));
        Write(writer, "stays", failure.Response.Stays.Select(s => s.Name));
        Write(writer, "held", failure.Response.Held.Select(s => s.Name));
        Write(writer, "goesOn", failure.Response.GoesOn.Select(s => s.Name));
        writer.WriteEndObject();
    });

    // What fails in a group holds nothing of another.
    private string GroupOf(OrderedService service) => groups.Single(g => g.Apps.Any(a => a.Name == service.Name)).Name.Value;

    private IEnumerable<OrderedService> Listed() => isRollback ? order.InRollback : order.Services;

    private static string Names(IEnumerable<KubernetesName> names) => string.Join(", ", names.Select(n => n.Value)) is { Length: > 0 } text ? text : "-";

    private static void Write(Utf8JsonWriter writer, string property, IEnumerable<KubernetesName> names)
    {
        writer.WriteStartArray(property);
        foreach (KubernetesName name in names)
        {
            writer.WriteStringValue(name.Value);
        }

        writer.WriteEndArray();
    }
}
