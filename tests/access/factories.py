import factory

from rusmiddel.access.enums import Role
from rusmiddel.access.models import User


class UserFactory(factory.django.DjangoModelFactory):
    """A caseworker, unless other roles are named."""

    class Meta:
        model = User

    username = factory.Sequence("medarbejder{}".format)
    name = factory.Sequence("Mette Bruun {}".format)
    roles = factory.LazyFunction(lambda: [Role.CASEWORKER])


def make_staff(*roles: Role) -> User:
    return UserFactory(roles=list(roles))
