using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Infra.Delivery.Order;
using Infra.Model.Values;
using Infra.Settings.Platform;

namespace Infra.Delivery.Tests.Order;

/// <summary>Applications for tests: those of a payments company, and generated ones.</summary>
internal static class OrderSample
{
    /// <summary>The services of a payments company, with what they depend on.</summary>
    public static ImmutableArray<AppSettings> Shop { get; } =
    [
        App("notification", 3, false, "order"),
        App("order", 2, true, "user", "payment", "inventory"),
        App("inventory", 1, false, "auth"),
        App("payment", 1, true, "auth", "fraud"),
        App("user", 1, false, "auth"),
        App("fraud", 0, true),
        App("auth", 0, true),
    ];

    /// <summary>Catalogs of up to 12 applications, each depending on any of those before it, and which of them run.</summary>
    public static Gen<(ImmutableArray<AppSettings> Apps, int Running)> Catalogs { get; } =
        from edges in Gen.Choose(0, 12).SelectMany(n => Gen.ListOf(Gen.Choose(0, 4095), n))
        from critical in Gen.Choose(0, 4095)
        from sparse in Gen.Choose(0, 4095)
        from running in Gen.Choose(0, 4095)
        select (Linked([.. edges.Select(e => e & sparse)], critical), running);

    public static AppSettings App(string name, int wave, bool critical, params string[] dependsOn) => new(
        KubernetesName.Of(name), KubernetesName.Of("shop"), KubernetesName.Of("core"), RepositoryPath.Of($"apps/{name}"), wave, critical, [], Names(dependsOn), []);

    public static ImmutableArray<KubernetesName> Names(params string[] names) => [.. names.Select(KubernetesName.Of)];

    public static ServiceOrder Order(ImmutableArray<AppSettings> apps, int running = -1) => ServiceOrder.Of(apps, a => (running & (1 << apps.IndexOf(a))) != 0);

    public static string Text(IEnumerable<OrderedService> services) => string.Join(", ", services.Select(s => s.Name.Value));

    private static ImmutableArray<AppSettings> Linked(int[] edges, int critical)
    {
        List<AppSettings> apps = [];
        for (int i = 0; i < edges.Length; i++)
        {
            AppSettings[] before = [.. apps.Where((_, j) => (edges[i] & (1 << j)) != 0)];
            apps.Add(App($"app-{i}", before.Select(b => b.Wave + 1).DefaultIfEmpty(0).Max(), (critical & (1 << i)) != 0, [.. before.Select(b => b.Name.Value)]));
        }

        return [.. apps];
    }
}
