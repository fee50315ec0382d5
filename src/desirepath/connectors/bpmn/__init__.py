"""BPMN 2.0: a drawn model becomes the approved path."""

from desirepath.connectors.bpmn.model import BpmnModel, read_bpmn

__all__ = ["BpmnModel", "read_bpmn"]
