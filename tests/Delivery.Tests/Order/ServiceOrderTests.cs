using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Infra.Delivery.Order;
using Infra.Model.Values;

namespace Infra.Delivery.Tests.Order;

public sealed class ServiceOrderTests
{
    private static readonly ServiceOrder Shop = OrderSample.Order(OrderSample.Shop);

    [Fact]
    public void The_services_of_a_shop_have_the_numbers_that_the_company_gave_them() => Assert.Equal(
        ["auth 1/4", "fraud 1/4", "inventory 2/3", "payment 2/3", "user 2/3", "order 3/2", "notification 4/1"],
        Shop.Services.Select(s => $"{s.Name} {s.Deploy}/{s.Rollback}"));

    [Fact]
    public void Each_names_what_it_depends_on_and_what_depends_on_it()
    {
        OrderedService payment = Shop.Find("payment")!;
        Assert.Equal(OrderSample.Names("auth", "fraud"), payment.DependsOn);
        Assert.Equal(OrderSample.Names("order"), payment.Dependents);
        Assert.True(payment.IsCritical);
        Assert.Equal(OrderSample.Names("inventory", "payment", "user"), Shop.Find("auth")!.Dependents);
    }

    [Fact]
    public void A_rollback_goes_the_other_way() =>
        Assert.Equal("notification, order, inventory, payment, user, auth, fraud", OrderSample.Text(Shop.InRollback));

    [Fact]
    public void What_does_not_run_is_no_step_and_binds_nothing()
    {
        ServiceOrder order = ServiceOrder.Of(OrderSample.Shop, a => a.Name.Value is not ("inventory" or "payment" or "user"));
        Assert.Equal(["auth 1/3", "fraud 1/3", "order 2/2", "notification 3/1"], order.Services.Select(s => $"{s.Name} {s.Deploy}/{s.Rollback}"));
        Assert.Empty(order.Find("order")!.DependsOn);
        Assert.Null(order.Find("payment"));
        Assert.Equal("auth", OrderSample.Text(order.AfterFailure(OrderSample.Names("auth"), [.. order.Services.Select(s => s.Name)]).RolledBack));
    }

    [Fact]
    public void An_environment_without_applications_has_no_steps() => Assert.Equal(0, OrderSample.Order(OrderSample.Shop, running: 0).Steps);

    [Fact]
    public void A_failure_takes_back_in_reverse_what_depends_on_it_and_went_out()
    {
        FailureResponse response = Shop.AfterFailure(OrderSample.Names("fraud"), OrderSample.Names("auth", "payment", "user", "inventory", "order"));
        Assert.Equal("order, payment, fraud", OrderSample.Text(response.RolledBack));
        Assert.Equal("auth, inventory, user", OrderSample.Text(response.Stays));
        Assert.Equal("notification", OrderSample.Text(response.Held));
        Assert.Empty(response.GoesOn);
    }

    [Fact]
    public void After_a_failure_that_is_not_critical_what_does_not_need_it_goes_on()
    {
        FailureResponse response = ServiceOrder.Of([.. OrderSample.Shop, OrderSample.App("labels", 2, false, "payment")], _ => true)
            .AfterFailure(OrderSample.Names("inventory"), OrderSample.Names("auth", "fraud", "payment", "user"));
        Assert.Equal("inventory", OrderSample.Text(response.RolledBack));
        Assert.Equal("order, notification", OrderSample.Text(response.Held));
        Assert.Equal("labels", OrderSample.Text(response.GoesOn));
    }

    [Fact]
    public void After_a_critical_failure_nothing_more_goes_out()
    {
        FailureResponse response = Shop.AfterFailure(OrderSample.Names("fraud"), OrderSample.Names("auth"));
        Assert.Equal("fraud", OrderSample.Text(response.RolledBack));
        Assert.Equal("auth", OrderSample.Text(response.Stays));
        Assert.Equal("inventory, payment, user, order, notification", OrderSample.Text(response.Held));
        Assert.Empty(response.GoesOn);
    }

    [Fact]
    public void A_failure_of_nothing_or_of_what_does_not_run_is_refused()
    {
        Assert.StartsWith("Nothing failed.", Assert.Throws<ArgumentException>(() => Shop.AfterFailure([], [])).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "These applications do not run: a, b.", Assert.Throws<ArgumentException>(() => Shop.AfterFailure(OrderSample.Names("a"), OrderSample.Names("b", "auth"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Applications_that_are_out_of_order_are_refused_with_all_their_names() => Assert.StartsWith(
        "a depends on b, which is missing or has no lower wave; b depends on a, which is missing or has no lower wave; b depends on c, which is missing or has no lower wave",
        Assert.Throws<ArgumentException>(() => OrderSample.Order([OrderSample.App("a", 0, false, "b"), OrderSample.App("b", 0, false, "a", "c")])).Message,
        StringComparison.Ordinal);

    // FsCheck names the seed of a case that breaks a property in the message of the failure.
    [Fact]
    public void Whatever_depends_on_what_goes_out_after_it_and_is_taken_back_before_it() =>
        Prop.ForAll(OrderSample.Catalogs.ToArbitrary(), c =>
        {
            ServiceOrder order = OrderSample.Order(c.Apps, c.Running);
            return order.Services.All(s => s.Deploy + s.Rollback == order.Steps + 1
                && s.DependsOn.All(d => order.Find(d.Value)! is var on && on.Deploy < s.Deploy && on.Rollback > s.Rollback && on.Dependents.Contains(s.Name)))
                && Enumerable.Range(1, order.Steps).All(step => order.Services.Any(s => s.Deploy == step));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Whatever_fails_every_application_has_one_fate_and_none_is_left_without_what_it_needs() =>
        Prop.ForAll(
            OrderSample.Catalogs.SelectMany(c => Gen.Choose(1, 4095).SelectMany(f => Gen.Choose(0, 4095).Select(o => (c.Apps, c.Running, Failed: f, Out: o)))).ToArbitrary(),
            c => Keeps(OrderSample.Order(c.Apps, c.Running), c.Failed, c.Out)).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    private static bool Keeps(ServiceOrder order, int failedBits, int outBits)
    {
        ImmutableArray<KubernetesName> failed = [.. order.Services.Where((_, i) => (failedBits & (1 << i)) != 0).Select(s => s.Name)];
        ImmutableArray<KubernetesName> wentOut = [.. order.Services.Where((_, i) => (outBits & (1 << i)) != 0).Select(s => s.Name)];
        if (failed.IsEmpty)
        {
            return true;
        }

        FailureResponse response = order.AfterFailure(failed, wentOut);
        bool Needs(OrderedService service) => failed.Contains(service.Name) || service.DependsOn.Any(d => Needs(order.Find(d.Value)!));
        bool stops = failed.Any(f => order.Find(f.Value)!.IsCritical);
        OrderedService[] all = [.. response.RolledBack, .. response.Stays, .. response.Held, .. response.GoesOn];
        return all.Length == order.Services.Length && all.ToHashSet().SetEquals(order.Services)
            && response.RolledBack.Select(s => s.Name).ToHashSet().SetEquals(failed.Union(wentOut.Where(w => Needs(order.Find(w.Value)!))))
            && response.RolledBack.Zip(response.RolledBack.Skip(1)).All(pair => pair.First.Rollback <= pair.Second.Rollback)
            && response.Stays.All(s => wentOut.Contains(s.Name) && !Needs(s))
            && response.GoesOn.All(s => !stops && !Needs(s) && !wentOut.Contains(s.Name))
            && response.Held.All(s => stops || Needs(s));
    }
}
