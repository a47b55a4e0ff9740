using MindBot.Gateways.Stripe;
using MindBot.Grains.Users;
using Orleans.Runtime;

namespace MindBot.Grains.Payments;

/// <inheritdoc cref="ICustomerGrain"/>
public sealed class CustomerGrain(
    [PersistentState("customer", GrainStorageName.Default)] IPersistentState<CustomerState> state, IPaymentGateway payments) : Grain, ICustomerGrain
{
    private string UserId => this.GetPrimaryKeyString();

    /// <remarks>
    /// The user id as idempotency key makes a repeat after a lost answer find the same customer, as long as the provider remembers: a day. A repeat has
    /// to say the same as the first try, so what is said is stored first.
    /// </remarks>
    public async Task<string> Ensure(CancellationToken cancellation)
    {
        if (state.State.CustomerId is { } known) return known;
        if (!state.RecordExists)
        {
            var profile = await GrainFactory.GetGrain<IUserGrain>(UserId).GetProfile();
            await state.Store(new CustomerState { Email = profile?.Email, Name = profile?.FullName });
        }

        var customer = await payments.CreateCustomer(
            new CreateCustomer(UserId, state.State.Email, state.State.Name, $"customer:{UserId}"), cancellation);
        await state.Store(state.State with { CustomerId = customer.Id });
        return customer.Id;
    }

    /// <remarks>Where it was never heard what became of the first order, its repeat answers with the customer.</remarks>
    public async Task Forget()
    {
        DeactivateOnIdle();
        if (!state.RecordExists) return;
        await payments.DeleteCustomer(await Ensure(CancellationToken.None));
        await state.Forget();
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

    /// <summary>What the provider was told, or is to be told.</summary>
    [Id(1)] public string? Email { get; init; }
    [Id(2)] public string? Name { get; init; }
}
