using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Gateways.Stripe;
using MindBot.Silo.Hosting;
using MindBot.Silo.Storage;

namespace MindBot.Bench;

/// <summary>The grains on a silo with their real storage, in a temporary folder; no HTTP.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly IHost host;
    private readonly DirectoryInfo folder;

    private Backend(IHost host, DirectoryInfo folder) => (this.host, this.folder) = (host, folder);

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<Backend> Start(Action<IServiceCollection>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("mindbot-bench-");
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        AddNobody(builder.Services.AddMindBotSilo(new StorageLocation(folder.FullName)));
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new Backend(host, folder);
    }

    /// <summary>Adds an outside in which nobody pays and nobody is in a room.</summary>
    public static void AddNobody(IServiceCollection services) => services
        .AddSingleton<IPaymentGateway, NoPayments>()
        .AddSingleton<IVoiceRooms, EmptyRooms>()
        .AddSingleton(provider => new LiveKitClock(provider.GetRequiredService<TimeProvider>(), TimeProvider.System));

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>A LiveKit in which nobody ever is.</summary>
    private sealed class EmptyRooms : IVoiceRooms
    {
        public Task Create(NewRoom room, CancellationToken cancellation = default) => Task.CompletedTask;

        public Task Delete(string room, CancellationToken cancellation = default) => Task.CompletedTask;

        public Task<IReadOnlyList<RoomSummary>> List(IReadOnlyCollection<string> names, CancellationToken cancellation = default) =>
            Task.FromResult<IReadOnlyList<RoomSummary>>([]);

        public Task<IReadOnlyList<RoomParticipant>> ListParticipants(string room, CancellationToken cancellation = default) =>
            Task.FromResult<IReadOnlyList<RoomParticipant>>([]);

        public Task Remove(string room, string identity, CancellationToken cancellation = default) => Task.CompletedTask;

        public Task Send(RoomMessage message, CancellationToken cancellation = default) => Task.CompletedTask;
    }

    /// <summary>Nothing is bought here: credit goes straight to the wallets.</summary>
    private sealed class NoPayments : IPaymentGateway
    {
        public Task<PaymentResult> CreatePaymentIntent(CreatePaymentIntent request, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public Task<PaymentIntent?> RetrievePaymentIntent(string id, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<PaymentIntent?> CancelPaymentIntent(string id, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<Customer> CreateCustomer(CreateCustomer request, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task DeleteCustomer(string id, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<RefundResult> CreateRefund(CreateRefund request, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<Dispute>> ListDisputes(string paymentIntentId, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public Task<string> EnsurePrice(PlanPrice plan, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<SubscriptionResult> CreateSubscription(CreateSubscription request, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public Task<Subscription?> RetrieveSubscription(string id, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<Subscription?> CancelSubscription(string id, bool atPeriodEnd, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public Task<Subscription?> UndoCancellation(string id, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<SubscriptionResult> ChangePaymentMethod(
            string id, string paymentMethodId, string idempotencyKey, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<SubscriptionInvoice?> FindInvoice(string paymentIntentId, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<StripeEvent?> RetrieveEvent(string id, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<SubscriptionResult> ChangeSubscription(
            string id, string priceId, string idempotencyKey, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<EventPage> ListEvents(
            IReadOnlyCollection<string> types, DateTimeOffset createdFrom, string? after = null, CancellationToken cancellation = default) =>
            throw new NotSupportedException();
    }
}
