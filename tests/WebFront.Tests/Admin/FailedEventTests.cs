using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MindBot.Gateways.Stripe;
using MindBot.Grains.Payments;
using MindBot.WebFront.Payments;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Admin;

/// <summary>An event of Stripe's that nobody can handle, and those that come after it.</summary>
public sealed class FailedEventTests : IAsyncLifetime
{
    private AdminServer admin = null!;

    public async Task InitializeAsync()
    {
        admin = AdminServer.With(services =>
        {
            services.Decorate<IPaymentGateway>(TroubledGateway.Around);
            // These tests count tries: only they catch up.
            services.Remove(services.Single(service => service.ImplementationFactory?.Method.ReturnType == typeof(PaymentCatchUp)));
        });
        await admin.InitializeAsync();
    }

    public Task DisposeAsync() => admin.DisposeAsync();

    [Fact]
    public async Task An_event_that_fails_holds_up_no_other_and_is_set_aside_until_an_operator_has_it_tried()
    {
        var setAside = 0L;
        using var listener = Listen("mindbot.payments.events.set_aside", count => Interlocked.Add(ref setAside, count));
        var (troubled, other) = (await admin.Server.NewUser(), await admin.Server.NewUser());
        var (poison, fine) = (await AdminServer.Buy(troubled), await AdminServer.Buy(other));
        await CatchUp();
        await admin.Simulate("faults", new { fault = "lose_webhooks", count = 100 });
        await admin.Decide(await admin.Dispute(poison), "lost");
        await admin.Decide(await admin.Dispute(fine), "lost");
        Gateway.Troubled = poison.Text("payment_intent_id");

        for (var pass = 1; pass <= IFailedEventsGrain.MostTries; pass++)
        {
            await CatchUp();
            Assert.Equal((60m, 0m), (await troubled.Minutes(), await other.Minutes()));
            Assert.All(await Failed(), failed => Assert.Equal(
                (pass, pass == IFailedEventsGrain.MostTries, "This payment is cursed."),
                (failed.GetProperty("tries").GetInt32(), failed.GetProperty("set_aside").GetBoolean(), failed.Text("reason"))));
        }

        var events = await Failed();
        Assert.Equal(3, events.Count);
        Assert.Equal(3, Interlocked.Read(ref setAside));
        await CatchUp();
        Assert.Equal(IFailedEventsGrain.MostTries, (await Failed())[0].GetProperty("tries").GetInt32());
        await admin.Post($"/admin/payment-events/{events[0].Text("id")}/retry", new { }).Problem(409, "event_not_handled");
        await admin.Post("/admin/payment-events/evt_unknown/retry", new { }).Problem(404, "not_found");

        Gateway.Troubled = null;
        foreach (var failed in await Failed()) await admin.Post($"/admin/payment-events/{failed.Text("id")}/retry", new { }).Ok();
        Assert.Empty(await Failed());
        Assert.Equal(0, await troubled.Minutes());
    }

    [Fact]
    public async Task One_that_is_mended_in_time_is_handled_by_itself()
    {
        var user = await admin.Server.NewUser();
        var bought = await AdminServer.Buy(user);
        await admin.Simulate("faults", new { fault = "lose_webhooks", count = 100 });
        await admin.Decide(await admin.Dispute(bought), "lost");
        Gateway.Troubled = bought.Text("payment_intent_id");
        await CatchUp();
        Assert.NotEmpty(await Failed());

        Gateway.Troubled = null;
        await CatchUp();
        Assert.Empty(await Failed());
        Assert.Equal(0, await user.Minutes());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(401)]
    [InlineData(403)]
    public async Task An_outage_is_no_try_and_everything_waits(int? status)
    {
        var user = await admin.Server.NewUser();
        var bought = await AdminServer.Buy(user);
        await CatchUp();
        await admin.Simulate("faults", new { fault = "lose_webhooks", count = 100 });
        await admin.Decide(await admin.Dispute(bought), "lost");
        Gateway.Troubled = bought.Text("payment_intent_id");
        Gateway.Trouble = status is { } refused
            ? new PaymentGatewayException("This key may not do that.", refused)
            : new PaymentGatewayUnavailable("Stripe is away.");
        for (var pass = 0; pass < 7; pass++) await Assert.ThrowsAnyAsync<Exception>(CatchUp);
        Assert.Empty(await Failed());

        Gateway.Troubled = null;
        await CatchUp();
        Assert.Equal(0, await user.Minutes());
    }

    private TroubledGateway Gateway => (TroubledGateway)admin.Server.Services.GetRequiredService<IPaymentGateway>();

    private Task CatchUp() => admin.Server.Services.GetRequiredService<PaymentCatchUp>().Run(CancellationToken.None);

    private async Task<List<JsonElement>> Failed() => [.. (await admin.Get("/admin/payment-events").Ok()).GetProperty("events").EnumerateArray()];

    private static MeterListener Listen(string instrument, Action<long> measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (published, listening) =>
            {
                if (published.Name == instrument) listening.EnableMeasurementEvents(published);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => measured(count));
        listener.Start();
        return listener;
    }
}

/// <summary>The real gateway, but for one payment that it cannot look up.</summary>
public class TroubledGateway : DispatchProxy
{
    private IPaymentGateway real = null!;

    public string? Troubled { get; set; }

    public Exception Trouble { get; set; } = new InvalidOperationException("This payment is cursed.");

    public static IPaymentGateway Around(IPaymentGateway real)
    {
        var proxy = Create<IPaymentGateway, TroubledGateway>();
        ((TroubledGateway)proxy).real = real;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IPaymentGateway.RetrievePaymentIntent) && (string)args![0]! == Troubled
            ? Task.FromException<PaymentIntent?>(Trouble)
            : targetMethod.Invoke(real, args);
}

internal static class Decoration
{
    public static void Decorate<T>(this IServiceCollection services, Func<T, T> around)
        where T : class
    {
        var known = services.Last(service => service.ServiceType == typeof(T));
        services.Remove(known);
        services.AddSingleton(provider => around((T)known.ImplementationFactory!(provider)));
    }
}
