using MindBot.Gateways.Stripe;
using MindBot.Grains.Users;
using Orleans.Runtime;

namespace MindBot.Grains.Payments;

/// <inheritdoc cref="ICustomerGrain"/>
public sealed class CustomerGrain(
    [PersistentState("customer", GrainStorageName.Default)] IPersistentState<CustomerState> state, IPaymentGateway payments) : Grain, ICustomerGrain
{
    private string UserId => this.GetPrimaryKeyString();

    /// <remarks>The user id as idempotency key makes a repeat after a lost answer find the same customer, as long as the provider remembers: a day.</remarks>
    public async Task<string> Ensure()
    {
        if (state.State.CustomerId is { } known) return known;
        var profile = await GrainFactory.GetGrain<IUserGrain>(UserId).GetProfile();
        var customer = await payments.CreateCustomer(new CreateCustomer(UserId, profile?.Email, profile?.FullName, $"customer:{UserId}"));
        await state.Store(new CustomerState { CustomerId = customer.Id });
        return customer.Id;
    }

    public Task<string?> Find()
    {
        if (!state.RecordExists) DeactivateOnIdle();
        return Task.FromResult(state.State.CustomerId);
    }
}

[GenerateSerializer, Alias("mindbot.CustomerState")]
public sealed record CustomerState
{
    [Id(0)] public string? CustomerId { get; init; }
}
